"""An invented workplace to look around in: municipalities, colleagues, pilots, a release, figures, an A4.

Everything is written through the same actions as in real life, so that what does not work there does not work here.
"""

from smartstart.site.demonstration.colleagues import Account
from smartstart.site.demonstration.filling import Filled, fill

__all__ = ["Account", "Filled", "fill"]

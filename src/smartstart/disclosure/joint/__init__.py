"""All statements of a release judged as one system, with everything that left before."""

from smartstart.disclosure.joint.apart import apart
from smartstart.disclosure.joint.judging import KIND, NAME, Answer, judge

__all__ = ["KIND", "NAME", "Answer", "apart", "judge"]

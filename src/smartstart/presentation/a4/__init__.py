"""The one A4 for the alderman: at most three figures with their other side, and the decision asked.

As a page (`as_html`) and as a tagged PDF of exactly one page (`as_pdf`), both of the same content.
"""

from smartstart.presentation.a4.content import A4, A4Figure, A4Refusal
from smartstart.presentation.a4.made import figure_of
from smartstart.presentation.a4.page import as_html
from smartstart.presentation.a4.printed import Printed, as_pdf

__all__ = ["A4", "A4Figure", "A4Refusal", "Printed", "as_html", "as_pdf", "figure_of"]

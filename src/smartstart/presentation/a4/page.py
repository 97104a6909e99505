"""The A4 as part of a page: the same words in the same order as on paper."""

from markupsafe import Markup

from smartstart.presentation import look
from smartstart.presentation.a4.content import A4
from smartstart.presentation.a4.words import WORDS, foot, statements


def as_html(a4: A4, *, heading: int = 1) -> Markup:
    """Return the A4 as an HTML fragment; `heading` is the level of its title on the page."""
    if not 1 <= heading <= 4:
        raise ValueError("a title has level 1 to 4")
    # Safe: every picture was taken apart and put together again from known shapes when its figure was made.
    pictures = [Markup(figure.picture) for figure in a4.figures]  # noqa: S704
    return look.render(
        "a4.html",
        a4=a4,
        pairs=list(zip(a4.figures, pictures, strict=True)),
        words=WORDS,
        foot=foot(a4),
        statements=statements(a4),
        top=f"h{heading}",
        below=f"h{heading + 1}",
    )

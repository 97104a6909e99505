"""A drawing that may stand on an A4: only shapes and text, nothing that is fetched, run or styled from elsewhere."""

from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset(["svg", "g", "defs", "pattern", "path", "rect", "circle", "line", "text", "tspan", "title", "desc"])
_MOST_LETTERS = 1_000_000


def closed_drawing(text: str, alt: str) -> str | None:
    """Return an SVG drawing as a file of its own, named by `alt`; None when it is not wholly of known shapes.

    What a page needs (ids that name it, classes, traces to statements) goes; patterns keep theirs.
    """
    if len(text) > _MOST_LETTERS or "<!" in text:  # no document type, so no entities and no comments to look into
        return None
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - there is no entity to expand, see above
    except ElementTree.ParseError:
        return None
    if _name(root) != "svg" or not all(_allowed(element) for element in root.iter()):
        return None
    size = _size(root)
    if size is None:
        return None
    made = _copied(root)
    made.attrib |= {"xmlns": _SVG, "width": f"{size[0]:g}", "height": f"{size[1]:g}", "role": "img", "aria-label": alt}
    return ElementTree.tostring(made, encoding="unicode")


def _name(element: ElementTree.Element) -> str:
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace in ("", f"{{{_SVG}") else ""


def _allowed(element: ElementTree.Element) -> bool:
    if _name(element) not in _SHAPES:
        return False
    return all(_is_plain(name, value) for name, value in element.attrib.items())


def _is_plain(name: str, value: str) -> bool:
    if "}" in name or name.startswith("on") or name in ("style", "href"):
        return False
    return "url(" not in value or value.startswith("url(#")


def _size(root: ElementTree.Element) -> tuple[float, float] | None:
    """Return the size of a drawing by its own box; one without a box has no size of its own."""
    try:
        _, _, wide, high = map(float, root.attrib["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError):
        return None
    return (wide, high) if 0 < wide < _MOST_LETTERS and 0 < high < _MOST_LETTERS else None


def ratio_of(drawing: str) -> float:
    """Return the height of a closed drawing for one of its width."""
    size = _size(ElementTree.fromstring(drawing))  # noqa: S314 - it was closed before
    if size is None:
        raise ValueError("this is no closed drawing")
    return size[1] / size[0]


_DROPPED = ("class", "role", "id", "lang", "data-", "aria-")


def _copied(element: ElementTree.Element) -> ElementTree.Element:
    made = ElementTree.Element(_name(element))
    made.text, made.tail = element.text, element.tail
    pattern = _name(element) == "pattern"
    made.attrib = {
        name: value
        for name, value in element.attrib.items()
        if not name.startswith(_DROPPED) or (pattern and name == "id")
    }
    # Titles inside are for the mouse on a page; on paper the whole has one description.
    made.extend(_copied(child) for child in element if _name(child) not in ("title", "desc"))
    return made

"""Reading a page as a checker would: its texts, each with the elements around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "line", "circle", "path"}


@dataclass
class Element:
    """One element: its name, attributes and children in order."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def around(self) -> Iterator["Element"]:
        """Yield this element and all around it, from the inside out."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    def all(self, name: str = "") -> Iterator["Element"]:
        """Yield this element and everything in it, in order; only those called `name` if given."""
        if not name or self.name == name:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(name)

    def texts(self) -> Iterator[tuple["Element", str]]:
        """Yield every piece of text with the element it stands in."""
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            else:
                yield from child.texts()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in _VOID or (tag == "path" and not self._closed()):
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def _closed(self) -> bool:
        return (self.get_starttag_text() or "").endswith("/>")

    def handle_endtag(self, tag: str) -> None:
        for element in self.here.around():
            if element.name == tag and element.parent is not None:
                self.here = element.parent
                return

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read_page(text: str) -> Element:
    """Return a page as a tree of elements."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root

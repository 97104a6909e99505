"""Contrast by calculation (WCAG 2.1, 1.4.3), for every text on a page, also where a checker sees nothing."""

import re

from playwright.sync_api import Page

_COLOUR = re.compile(r"rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)")

_HATCH = "rgb(85, 85, 85)"  # the darker of the two colours of a pattern

_COLLECT = """(hatch) => {
  const found = [], drawn = "rgba(0, 0, 0, 0)";
  const under = (text) => {
    const style = getComputedStyle(text);
    const halo = style.stroke !== "none" && style.paintOrder.startsWith("stroke") && parseFloat(style.strokeWidth) >= 3;
    if (halo) return [[style.stroke]];
    const shapes = [...text.ownerSVGElement.querySelectorAll("path, rect, circle, ellipse, polygon")].filter((shape) =>
      !shape.closest("defs") && shape.checkVisibility() && getComputedStyle(shape).fill !== "none" &&
      shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING).reverse();
    const box = text.getBoundingClientRect(), y = box.y + box.height / 2;
    return [box.left + 1, box.x + box.width / 2, box.right - 1].map((x) => {
      const behind = shapes.find((shape) =>
        shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse())));
      const fill = behind ? getComputedStyle(behind).fill : "";
      return fill ? [fill.startsWith("url(") ? hatch : fill] : [];
    });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), layers = [];
    if (style.clipPath !== "none") continue;
    for (let around = element; around; around = around.parentElement)
      layers.push(around instanceof SVGElement ? drawn : getComputedStyle(around).backgroundColor);
    const letters = element instanceof SVGElement && element.ownerSVGElement && element.closest("text");
    const colour = element instanceof SVGElement ? style.fill : style.color;
    for (const shapes of letters ? under(element) : [[]])
      found.push([
        text.slice(0, 40), colour, [...shapes, ...layers], parseFloat(style.fontSize), parseInt(style.fontWeight)]);
  }
  return found;
}"""


def _parts(colour: str) -> tuple[float, float, float, float]:
    found = _COLOUR.fullmatch(colour)
    assert found, f"not a colour: {colour}"
    red, green, blue, alpha = found.groups()
    return float(red), float(green), float(blue), 1.0 if alpha is None else float(alpha)


def _over(top: tuple[float, float, float, float], under: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = (top[i] * top[3] + under[i] * (1 - top[3]) for i in range(3))
    return red, green, blue


def _luminance(colour: tuple[float, float, float]) -> float:
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(colour: str, *layers: str) -> float:
    """Return the contrast of a colour with the layers behind it, nearest first; paper is white."""
    behind = (255.0, 255.0, 255.0)
    for layer in reversed(layers):
        behind = _over(_parts(layer), behind)
    light, dark = sorted((_luminance(_over(_parts(colour), behind)), _luminance(behind)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def texts_too_faint(page: Page) -> tuple[int, list[str]]:
    """Return how many texts were looked at, and those that do not stand out enough (4.5, large text 3)."""
    texts = page.evaluate(_COLLECT, _HATCH)
    too_faint = []
    for text, colour, layers, size, weight in texts:
        needed = 3.0 if size >= 24 or (size >= 18.66 and weight >= 700) else 4.5
        reached = contrast(colour, *layers)
        if reached < needed:
            too_faint.append(f"{text}: {reached:.2f} ({colour})")
    return len(texts), too_faint

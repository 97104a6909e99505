"""Showing in a text what the word list found there."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from smartstart.workspace.publishing.rules.wording import Reading

register = template.Library()


@register.filter
def marked(reading: Reading) -> SafeString:
    """Return the text, escaped, with `<mark>` around what was found; finds that overlap are one mark."""
    pieces: list[SafeString] = []
    at = 0
    for start, end in _spans(reading):
        pieces += [conditional_escape(reading.text[at:start]), format_html("<mark>{}</mark>", reading.text[start:end])]
        at = end
    pieces.append(conditional_escape(reading.text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped


def _spans(reading: Reading) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((finding.start, finding.end) for finding in reading.findings):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

"""Template tags of the house: Dutch notation, fields of forms, drawings, the seven steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup

from smartstart.presentation import dutch
from smartstart.vocabulary.method import Step
from smartstart.web.look import theme

register = template.Library()

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "file"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)
"""The first kind that fits tells how a widget looks."""

_LOGIN_WORDS = {"token": "Code", "otp_token": "Code", "method": "Manier", "understand": "Ja, zet de tweede stap uit"}

LIGHTS = ("groen", "oranje", "rood", "grijs")


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


@register.filter
def number(value: object, decimals: int = 0) -> str:
    """Return a number in Dutch notation: 1234.5 with 1 decimal is "1.234,5"; nothing for what is no number."""
    found = _number(value)
    return "" if found is None else dutch.number(found, int(decimals))


@register.filter
def rate(value: object) -> str:
    """Return a rate with as many decimals as matter."""
    found = _number(value)
    return "" if found is None else dutch.rate(found)


@register.filter
def percent(value: object, decimals: int = 0) -> str:
    """Return a percentage (0-100) with its sign."""
    found = _number(value)
    return "" if found is None else dutch.percent(found, int(decimals))


@register.filter
def per_thousand(value: object) -> str:
    """Return "35 van elke 1.000"."""
    found = _number(value)
    return "" if found is None else dutch.per_thousand(found)


@register.filter
def day(value: object) -> str:
    """Return a date as "21 november 2026"."""
    return dutch.day(value) if isinstance(value, date) else ""


@register.filter
def month(value: object) -> str:
    """Return a date as "november 2026"."""
    return dutch.month(value) if isinstance(value, date) else ""


@register.filter
def listing(values: Iterable[object], last: str = "en") -> str:
    """Return "a, b en c"."""
    return dutch.listing((str(value) for value in values), last)


@register.filter
def spelled(value: int) -> str:
    """Return a small number as a word."""
    return dutch.spelled(int(value))


@register.filter
def capital(value: object) -> str:
    """Return a text with a capital in front."""
    return dutch.capital(str(value))


@register.filter
def sentence(value: object) -> str:
    """Return a text with a capital in front and a full stop behind."""
    return dutch.sentence(str(value))


@register.filter
def svg(value: object) -> SafeString:
    """Return a drawing or other markup of `smartstart.presentation` as it is.

    Raises:
        TypeError: anything else than markup; a plain text never becomes part of a page unescaped.
    """
    if not isinstance(value, Markup):
        raise TypeError(f"only markup made by presentation may be drawn, not {type(value).__name__}")
    return mark_safe(str(value))  # noqa: S308 - made by our own templates, which escape


@register.filter
def widget(field: BoundField) -> SafeString:
    """Return the widget of a field, with the classes of its kind."""
    kind = field.field.widget
    classes = next((names for type_, names in _CLASSES if isinstance(kind, type_)), "")
    own = str(kind.attrs.get("class", ""))
    if field.errors and classes.startswith("utrecht-"):
        classes += f" {classes.split()[0]}--invalid"
    joined = " ".join(filter(None, (classes, own)))
    return field.as_widget(attrs={"class": joined} if joined else {})


@register.filter
def label(field: BoundField) -> str:
    """Return the words before a field; those of a login come from elsewhere and speak of tokens."""
    made_by = type(field.form).__module__.partition(".")[0]
    own = _LOGIN_WORDS.get(field.name) if made_by in ("two_factor", "django_otp") else None
    return own or str(field.label)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Return whether a field is one box to tick, with its words behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def anchor(field: BoundField) -> str:
    """Return the id to which a message about this field leads: its (first) input."""
    first = field.id_for_label or field.auto_id
    return f"{field.auto_id}_0" if field.field.widget.use_fieldset else str(first)


@register.filter
def short_range(page: Page[Any]) -> Iterable[int | str]:
    """Return the numbers of the pages around this one, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@dataclass(frozen=True, slots=True)
class StepShown:
    """One of the seven steps on a page."""

    label: str
    url: str
    state: str


@register.inclusion_tag("look/steps.html")
def steps(current: str, urls: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the row of seven steps.

    Args:
        current: the step where we are ("Inzicht"); those before it are done.
        urls: per step the page that belongs to it; steps without one are plain words.
    """
    words = [step.value for step in Step]
    here = words.index(str(current))
    states = ["done"] * here + ["now"] + ["later"] * (len(words) - here - 1)
    shown = [StepShown(word, (urls or {}).get(word, ""), state) for word, state in zip(words, states, strict=True)]
    return {"steps": shown, "current": words[here], "place": here + 1, "total": len(words)}


@register.inclusion_tag("look/light.html")
def light(colour: str, word: str, step: str = "") -> dict[str, Any]:
    """Return a traffic light: colour and place of the lamp, the word, and the step.

    Raises:
        ValueError: there is no such light, or it has no word.
    """
    if colour not in LIGHTS or not str(word).strip():
        raise ValueError("a traffic light has one of four colours and always a word")
    return {"colour": colour, "word": word, "step": step}


@register.simple_tag
def own_style() -> str:
    """Return the address of the municipality's own style sheet; nothing when it has none, or this room serves none."""
    if theme.path() is None:
        return ""
    try:
        return reverse("look:own-style")
    except NoReverseMatch:
        return ""

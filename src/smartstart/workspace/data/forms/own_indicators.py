"""Describing a figure of the municipality itself."""

from typing import Any

from django import forms

from smartstart.opendata.figures import FEWEST_PEOPLE
from smartstart.opendata.indicator import Direction, Theme
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Viewer, Visibility
from smartstart.workspace.data.models import OwnIndicator
from smartstart.workspace.data.queries.figures import places_for
from smartstart.workspace.data.queries.own_indicators import in_use, names_in
from smartstart.workspace.data.rules.own_indicators import (
    FIELDS,
    Description,
    bounds_in,
    bounds_text,
    description_mistakes,
)
from smartstart.workspace.data.rules.units import UNITS
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import Reading, read

_LOCAL = [(shown.value, VISIBILITY_WORDS[shown]) for shown in (Visibility.OWN, Visibility.REGION)]
_DIRECTIONS = [
    (Direction.WORRY.value, "een zorg"),
    (Direction.STRENGTH.value, "een sterk punt"),
    (Direction.NEUTRAL.value, "geen van beide: het cijfer zegt dat niet"),
]
_TEXTS = ("label", "phrase", "about")


class DescriptionForm(forms.Form):
    """What a figure measures, of whom, and by whose leave it is shown.

    Attributes:
        readings: what the word list says of the texts, after the form was looked at.
        description: what was written, None while something is wrong.
    """

    label = forms.CharField(
        label="Hoe heet het cijfer?", max_length=100, help_text="Zoals lezers het zien: Kinderen met zwemdiploma B."
    )
    name = forms.CharField(
        label="Korte naam in bestanden",
        max_length=40,
        help_text="Kleine letters met streepjes, zoals kinderen-met-zwemdiploma. De naam blijft altijd dezelfde.",
    )
    phrase = forms.CharField(
        label="Hoe staat het in een zin?",
        max_length=100,
        required=False,
        help_text="Maak af: “Meer … dan in de gemeente”. Bij euro's, jaren of een rapportcijfer: “Een hogere …”.",
    )
    unit = forms.ChoiceField(label="Eenheid", choices=[(name, name) for name in UNITS])
    about = forms.CharField(
        label="Wat meet het, en van wie?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Een of twee zinnen. Zeg ook wat het cijfer niet zegt. Schrijf over groepen, nooit over één mens.",
    )
    theme = forms.ChoiceField(label="Onder welk thema?", choices=[(theme.value, theme.value) for theme in Theme])
    direction = forms.ChoiceField(
        label="Wat betekent een hoog cijfer?",
        choices=_DIRECTIONS,
        widget=forms.RadioSelect,
        initial=Direction.NEUTRAL.value,
    )
    fewest = forms.IntegerField(
        label="Op hoeveel mensen rust een cijfer minstens?",
        initial=FEWEST_PEOPLE,
        min_value=0,
        help_text=f"Minstens {FEWEST_PEOPLE}. Wonen er minder mensen, dan staat er “te weinig om iets te zeggen”. "
        "Bij een aantal telt dit niet: daar geldt de kleinste telling.",
    )
    bounds = forms.CharField(
        label="Vier grenzen voor de kaart",
        max_length=60,
        required=False,
        help_text="Ronde getallen, van laag naar hoog: 20 40 60 80. Zonder grenzen komt het cijfer alleen in tabellen.",
    )
    source = forms.CharField(
        label="Wie maakte het cijfer?", max_length=100, help_text="Een afdeling of organisatie, zoals Sociale dienst."
    )
    leave = forms.CharField(
        label="Onder welke licentie, of met wiens toestemming?",
        max_length=200,
        help_text="Zoals CC BY 4.0, of: de directeur van het zwembad gaf toestemming. Noem een functie, geen naam.",
    )
    visibility = forms.ChoiceField(
        label="Wie mag het zien?", choices=_LOCAL, widget=forms.RadioSelect, initial=Visibility.OWN.value
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readings: tuple[Reading, ...] = ()
        self.description: Description | None = None

    def clean_bounds(self) -> tuple[float, ...]:
        """Return the bounds as numbers."""
        try:
            return bounds_in(self.cleaned_data["bounds"])
        except ValueError:
            raise forms.ValidationError("Hier staan geen vier getallen. Verwacht: 20 40 60 80.") from None

    def clean(self) -> dict[str, Any]:
        """Look at the whole: the rules for a description, and the words in it."""
        told = super().clean() or self.cleaned_data
        self.readings = read(Text(self.fields[name].label, told.get(name, "")) for name in _TEXTS)
        for name, reading in zip((n for n in _TEXTS if told.get(n, "").strip()), self.readings, strict=True):
            if any(finding.blocks for finding in reading.findings):
                self.add_error(
                    name, "Dit zeggen we zo niet over mensen of plekken. Boven het formulier staat hoe het kan."
                )
        if not self.errors:
            self._check_description(told)
        return told

    def _check_description(self, told: dict[str, Any]) -> None:
        found = Description(
            **{name: told[name] for name in FIELDS.values() if name != "direction"},
            theme=Theme(told["theme"]),
            direction=Direction(told["direction"]),
        )
        for mistake in description_mistakes(found, self.others()):
            expected = f" Verwacht: {mistake.expected}." if mistake.expected else ""
            self.add_error(FIELDS.get(mistake.column), f"{mistake.what}{expected}")
        self.description = None if self.errors else found

    def others(self) -> set[str]:
        """Return the names that are taken; none, as long as nobody said for which municipality it is."""
        return set()


class NewForm(DescriptionForm):
    """A figure that was not described yet."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Voor welke gemeente?",
        empty_label=None,
        error_messages={"required": "Kies een gemeente.", "invalid_choice": "Kies een gemeente uit de lijst."},
    )
    field_order = ("municipality",)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = places_for(viewer, Permission.DESCRIBE_FIGURES)

    def others(self) -> set[str]:
        """Return the names that are taken in the chosen municipality."""
        return names_in(self.cleaned_data["municipality"])


class CorrectForm(DescriptionForm):
    """The next version of a description: its name stays, and what figures in use rest on stays too."""

    def __init__(self, *args: Any, indicator: OwnIndicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.initial |= {name: getattr(indicator, name) for name in (*FIELDS.values(), "theme", "visibility")}
        self.initial |= {"bounds": bounds_text(indicator.bounds), "seen_version": indicator.version}
        self.fields["name"].disabled = True
        if in_use(indicator):
            for name in ("unit", "fewest"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "Staat vast zolang er cijfers zijn ingelezen."

    def others(self) -> set[str]:
        """Return the names that are taken by others."""
        return names_in(self.indicator.municipality) - {self.indicator.name}


class ShowForm(forms.Form):
    """How far an own figure shows."""

    visibility = forms.ChoiceField(
        label="Wie mag dit cijfer zien?",
        choices=[(shown.value, words) for shown, words in VISIBILITY_WORDS.items()],
        widget=forms.RadioSelect,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicator: OwnIndicator, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"visibility": indicator.visibility, "seen_version": indicator.version}
        if not may_publish:
            self.fields["visibility"].help_text = "Openbaar maken doet iemand die daarover besluit."

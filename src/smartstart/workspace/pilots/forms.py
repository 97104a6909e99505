"""What a colleague fills in about a pilot."""

from typing import Any

from django import forms
from django.utils import timezone

from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.queries import phases_for

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_REASON_HELP = "Eén of twee zinnen. Dit blijft staan in de geschiedenis van de pilot."


class PilotForm(forms.ModelForm):
    """The texts of a pilot."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pilot
        fields = ("title", "summary", "leader", "next_action", "next_by")
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "title": "Bijvoorbeeld: hoe voorkomen we dat kinderen uit huis worden geplaatst?",
            "summary": "Een paar zinnen die een bewoner begrijpt. Schrijf over groepen, nooit over één gezin.",
            "leader": "De collega die hierop aanspreekbaar is.",
            "next_action": "Bijvoorbeeld: gesprek met de wijkteams voorbereiden.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version


class StartForm(PilotForm):
    """A new pilot: its texts, and where it starts."""

    seen_version = None
    phase = forms.ModelChoiceField(Phase.objects.none(), label="Fase", empty_label=None)
    light = forms.ChoiceField(label="Stoplicht", choices=Pilot._meta.get_field("light").choices)
    on = forms.DateField(label="Sinds", widget=_DAY)
    reason = forms.CharField(
        label="Waarom beginnen we hieraan?", max_length=300, help_text=_REASON_HELP, widget=forms.Textarea
    )

    def __init__(self, *args: Any, municipality: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = phases_for(municipality)
        self.fields["phase"].queryset = phases
        self.initial |= {"phase": phases.first(), "on": timezone.localdate()}


class MoveForm(forms.ModelForm):
    """Another phase or light, with the day and the reason."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    phase = forms.ModelChoiceField(Phase.objects.none(), label="Fase", empty_label=None)
    light = forms.ChoiceField(label="Stoplicht", choices=Pilot._meta.get_field("light").choices)

    class Meta:
        model = PhaseChange
        fields = ("phase", "light", "on", "reason")
        labels = {"on": "Sinds wanneer", "reason": "Waarom"}
        help_texts = {"reason": _REASON_HELP}
        widgets = {"on": _DAY, "reason": forms.Textarea}

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = phases_for(pilot.municipality_id)
        self.initial |= {
            "seen_version": pilot.version,
            "phase": pilot.phase_id,
            "light": pilot.light,
            "on": timezone.localdate(),
        }


class ShowForm(forms.ModelForm):
    """How far a pilot shows, and whether it names its leader there."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pilot
        fields = ("visibility", "show_leader")
        widgets = {"visibility": forms.RadioSelect}
        help_texts = {"show_leader": "Vraag de projectleider eerst of dat goed is."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].choices = [(key.value, word.capitalize()) for key, word in VISIBILITY_WORDS.items()]
        self.initial["seen_version"] = self.instance.version


class PhaseForm(forms.Form):
    """A phase: its number and its name."""

    number = forms.DecimalField(
        label="Nummer", max_digits=3, decimal_places=1, localize=True, help_text="Een heel of half nummer, zoals 3,5."
    )
    name = forms.CharField(label="Naam", max_length=40, help_text="Eén of twee woorden die een bewoner begrijpt.")

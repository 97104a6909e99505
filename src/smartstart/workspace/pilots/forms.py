"""What a colleague fills in about a pilot."""

from typing import Any

from django import forms
from django.utils import timezone

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.pilots.models import PhaseChange, Pilot
from smartstart.workspace.pilots.queries import phases_for


class PilotForm(forms.ModelForm):
    """The texts of a pilot."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Pilot
        fields = ("title", "summary", "leader", "next_action", "next_by")
        help_texts = {
            "title": "Bijvoorbeeld: hoe voorkomen we dat kinderen uit huis worden geplaatst?",
            "summary": "Een paar zinnen die een bewoner begrijpt. Schrijf over groepen, nooit over één gezin.",
            "leader": "De collega die hierop aanspreekbaar is.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version


class MoveForm(forms.ModelForm):
    """Another phase or light, with the day and the reason."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = PhaseChange
        fields = ("phase", "light", "on", "reason")
        widgets = {"on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = phases_for(pilot.municipality_id)
        self.initial |= {
            "seen_version": pilot.version,
            "phase": pilot.phase_id,
            "light": pilot.light,
            "on": timezone.localdate(),
        }


class MunicipalityForm(forms.Form):
    """For which municipality: only those where this person may start a pilot."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Gemeente")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = viewer.municipalities_for(Permission.EDIT_PILOT)
        self.fields["municipality"].queryset = Municipality.objects.filter(pk__in=allowed)

"""What is filled in for an A4."""

from typing import Any

from django import forms

from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Viewer, Visibility
from smartstart.workspace.overview.models import A4
from smartstart.workspace.overview.queries.sheets import pilots_to_report
from smartstart.workspace.pilots.models import Pilot

_OPEN = (Visibility.OWN, Visibility.REGION)


class SheetForm(forms.ModelForm):
    """The texts of an A4."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = A4
        fields = ("title", "decision", "strengths", "remark", "visibility")
        widgets = {
            "decision": forms.Textarea(attrs={"rows": 4}),
            "remark": forms.Textarea(attrs={"rows": 4}),
            "strengths": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": "Bijvoorbeeld: steun voor jonge moeders in de eerste twee jaar.",
            "decision": "Wat moet de wethouder besluiten? Eén of twee zinnen.",
            "strengths": "Zorgen staan nooit zonder wat goed gaat. Zonder deze tekst kan de A4 niet openbaar worden.",
            "remark": "Wat moet men weten om goed te kunnen kiezen? Bijvoorbeeld wat we nog niet weten.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        # The public sees an A4 through the check only, never by a choice in a form.
        self.fields["visibility"].choices = [(one.value, VISIBILITY_WORDS[one]) for one in _OPEN]


class PilotChoice(forms.Form):
    """About which pilot."""

    pilot = forms.ModelChoiceField(Pilot.objects.none(), label="Over welke pilot", empty_label="Kies een pilot")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pilot"].queryset = pilots_to_report(viewer)


class FindingChoice(forms.Form):
    """Which finding, as the page of that finding asks it."""

    vrijgave = forms.UUIDField(widget=forms.HiddenInput)
    onderwerp = forms.CharField(max_length=120, widget=forms.HiddenInput)

"""To which question a release belongs, and who may see it."""

from typing import Any

from django import forms

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Viewer, Visibility
from smartstart.workspace.data.models import Release
from smartstart.workspace.pilots.models import Pilot


class SharingForm(forms.Form):
    """The question and the visibility of one release. Public is not among them: that is for publishing."""

    pilot = forms.ModelChoiceField(
        Pilot.objects.none(),
        label="Bij welke vraag hoort deze vrijgave?",
        required=False,
        empty_label="Bij geen vraag in het bijzonder",
    )
    visibility = forms.ChoiceField(
        label="Wie mag deze vrijgave zien?",
        choices=[(seen.value, VISIBILITY_WORDS[seen]) for seen in (Visibility.OWN, Visibility.REGION)],
        help_text="Openbaar maken gaat per bevinding, met een voordracht en een besluit.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, release: Release, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Pilot.objects.editable_by(viewer, Permission.IMPORT_RELEASE)
        self.fields["pilot"].queryset = allowed.filter(municipality=release.municipality_id)
        self.initial |= {
            "pilot": release.pilot_id,
            "visibility": release.visibility,
            "seen_version": release.version,
        }

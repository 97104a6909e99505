"""A file with figures of the municipality itself."""

from typing import Any

from django import forms

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.queries.figures import places_for


class FiguresForm(forms.Form):
    """A file, and the municipality it is about. Nothing of the file is judged here: whoever judges it, records it."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Voor welke gemeente?",
        empty_label=None,
        error_messages={"required": "Kies een gemeente.", "invalid_choice": "Kies een gemeente uit de lijst."},
    )
    file = forms.FileField(
        label="Het bestand met cijfers",
        help_text="Een CSV-bestand met op elke regel één gebied, één cijfer en één jaar.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        allow_empty_file=True,  # the page of a refusal says it better
        error_messages={"required": "Kies een bestand."},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = places_for(viewer, Permission.LOAD_FIGURES)

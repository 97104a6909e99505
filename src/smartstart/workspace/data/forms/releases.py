"""Handing over a release."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import MAY, Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.rules.limits import MEBIBYTE, UPLOAD_LIMIT
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse
from smartstart.workspace.pilots.models import Pilot

_WHOLE = ("", "Voor de gemeente als geheel")


def may_upload(viewer: Viewer) -> bool:
    """Tell whether there is any place for which this viewer may take in a release."""
    return bool(_places(viewer))


def too_large(request: HttpRequest) -> Refusal | None:
    """Return the refusal of an upload that is so large that the web server let its file go by unread."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.FILES or not length.isdecimal() or int(length) <= UPLOAD_LIMIT:
        return None
    return refuse(
        Ground.TOO_LARGE,
        "Dit bestand is te groot voor een vrijgave. Het is niet ingelezen.",
        expected=f"hoogstens {UPLOAD_LIMIT // MEBIBYTE} MB",
        mend="Kijk of u het goede bestand koos. Is het de vrijgave? Vraag de maker dan om een deel van de uitspraken.",
    )


class UploadForm(forms.Form):
    """A file, the municipality it is for, and the question it answers.

    Nothing of the file is judged here: whoever judges it also writes down what was refused.
    """

    file = forms.FileField(
        label="Het bestand van de vrijgave",
        help_text="Het zip-bestand zoals u het kreeg. Pak het niet uit en verander er niets aan.",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        allow_empty_file=True,  # the page of a refusal says it better
        error_messages={"required": "Kies het zip-bestand van de vrijgave."},
    )
    municipality = forms.IntegerField(
        label="Voor welke gemeente?",
        widget=forms.Select,
        error_messages={"required": "Kies een gemeente.", "invalid": "Kies een gemeente uit de lijst."},
    )
    pilot = forms.UUIDField(
        label="Bij welke vraag hoort deze vrijgave?",
        help_text="De uitkomsten komen dan op de bladzijden van die vraag te staan.",
        widget=forms.Select,
        required=False,
        error_messages={"invalid": "Kies een vraag uit de lijst."},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = _places(viewer)
        self._whole = viewer.municipalities_for(Permission.IMPORT_RELEASE)
        self._pilots = {
            pilot.pk: pilot
            for pilot in Pilot.objects.editable_by(viewer, Permission.IMPORT_RELEASE)
            .select_related("municipality")
            .order_by("municipality__name", "title")
        }
        self.fields["municipality"].widget.choices = [(place.pk, place.name) for place in places]
        self.fields["pilot"].widget.choices = _choices(places, self._pilots.values())
        if len(places) == 1:
            self.fields["municipality"].initial = places[0].pk

    def clean(self) -> dict[str, Any]:
        """Bring municipality and question together, and read the file."""
        cleaned = super().clean()
        municipality, pilot = cleaned.get("municipality"), cleaned.get("pilot")
        known = self._pilots.get(pilot)
        if municipality and known is not None and known.municipality_id != municipality:
            self.add_error("pilot", f"Deze vraag is van {known.municipality.name}. Kies er een van dezelfde gemeente.")
        mine = {found.municipality_id for found in self._pilots.values()}
        if municipality in mine - self._whole and pilot is None:
            self.add_error("pilot", "U hebt hier een rol voor één vraag. Kies die vraag.")
        if cleaned.get("file") is not None:
            cleaned["content"] = cleaned["file"].read()
        return cleaned


def _places(viewer: Viewer) -> list[Municipality]:
    found = {grant.municipality for grant in viewer.grants if Permission.IMPORT_RELEASE in MAY[grant.role]}
    return list(Municipality.objects.filter(pk__in=found))


def _choices(places: list[Municipality], pilots: Iterable[Pilot]) -> list[tuple[Any, Any]]:
    """Return the questions, under the name of their municipality when there are several."""
    listed: dict[str, list[tuple[uuid.UUID, str]]] = {place.name: [] for place in places}
    for pilot in pilots:
        listed.setdefault(pilot.municipality.name, []).append((pilot.pk, pilot.title))
    if len(places) < 2:
        return [_WHOLE, *(choice for choices in listed.values() for choice in choices)]
    return [_WHOLE, *((name, choices) for name, choices in listed.items() if choices)]

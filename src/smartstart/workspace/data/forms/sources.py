"""Describing a source."""

from typing import Any

from django import forms

from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.workspace.data.models import Source
from smartstart.workspace.data.rules.known_sources import KnownSource

_SHOWN = (Visibility.OWN, Visibility.REGION)


class SourceForm(forms.ModelForm):
    """What a source can and cannot tell, and whether it is used."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Source
        fields = ("name", "holder", "answers", "cannot", "used", "why", "visibility")
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in ("answers", "cannot", "why")}
        help_texts = {
            "answers": "Welk deel van de vraag? Schrijf over groepen, nooit over één gezin.",
            "cannot": "Elke bron laat iets weg. Wat moet een lezer niet verwachten?",
            "why": "Bijvoorbeeld: dit is de enige bron die gezinnen over jaren volgt.",
        }

    def __init__(self, *args: Any, start: KnownSource | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["visibility"].choices = [(shown.value, VISIBILITY_WORDS[shown]) for shown in _SHOWN]
        if start is not None:
            self.initial |= {
                "name": start.name,
                "holder": start.holder,
                "answers": start.answers,
                "cannot": start.cannot,
            }

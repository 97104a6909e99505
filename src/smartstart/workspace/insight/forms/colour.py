"""How far a map shows, and what people know of an area."""

from typing import Any

from django import forms

from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.workspace.insight.models import AreaNote, ColourPage

_LOCAL = [(v.value, VISIBILITY_WORDS[v]) for v in (Visibility.OWN, Visibility.REGION)]


class MapForm(forms.ModelForm):
    """Who may see the map of a municipality."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ColourPage
        fields = ("visibility",)
        widgets = {"visibility": forms.RadioSelect}
        labels = {"visibility": "Wie mag deze kaart zien?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version


class NoteForm(forms.ModelForm):
    """What people know of an area; it becomes public only through the check."""

    visibility = forms.ChoiceField(label="Zichtbaar voor", choices=_LOCAL, widget=forms.RadioSelect)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = AreaNote
        fields = ("about", "text", "visibility")
        widgets = {"about": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}
        labels = {"text": "Wat weten mensen hier?"}
        help_texts = {
            "text": "In gewone woorden, over de plek of over groepen. Nooit over één gezin of één mens, en geen namen."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["about"].choices = AreaNote._meta.get_field("about").choices

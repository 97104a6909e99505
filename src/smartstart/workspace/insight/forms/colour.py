"""How far a map shows, and what people know of an area."""

from typing import Any

from django import forms

from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.workspace.insight.models import AreaNote, ColourPage
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import Reading, read

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

    visibility = forms.ChoiceField(
        label="Zichtbaar voor", choices=_LOCAL, widget=forms.RadioSelect, initial=Visibility.OWN.value
    )
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
        self.readings: tuple[Reading, ...] = ()

    def clean_text(self) -> str:
        """Return the text, unless it speaks of people as we do not; the page then shows what, and how else."""
        text = str(self.cleaned_data["text"])
        found = read([Text("Wat weten mensen hier?", text)])
        if any(finding.blocks for reading in found for finding in reading.findings):
            self.readings = found
            raise forms.ValidationError(
                "Hier staat iets wat we zo niet over mensen zeggen. Boven dit formulier staat hoe het anders kan."
            )
        return text

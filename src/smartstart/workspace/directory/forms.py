"""What is filled in about somebody in the directory."""

from typing import Any

from django import forms

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Viewer, Visibility
from smartstart.workspace.directory.models import Professional
from smartstart.workspace.directory.rules import PHOTO_CONSENTS, NotAPhoto, narrower_than, photo

_FIELDS: tuple[str, ...] = ("name", "organisation", "function", "expertise", "languages", "email", "phone", "reachable")


class OwnForm(forms.ModelForm):
    """What somebody fills in about themselves."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Professional
        fields: tuple[str, ...] = _FIELDS
        help_texts = {
            "expertise": "Met komma's ertussen, bijvoorbeeld: schulden, jonge ouders, wonen.",
            "languages": "Met komma's ertussen.",
            "reachable": "Bijvoorbeeld: maandag tot en met donderdag.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version


class EntryForm(OwnForm):
    """The same by a colleague, who also says how far it should show."""

    class Meta(OwnForm.Meta):
        fields = (*_FIELDS, "visibility")
        help_texts = {
            **OwnForm.Meta.help_texts,
            "visibility": "Minder ver kan altijd. Verder dan nu tonen we pas als deze persoon zelf ja zegt, "
            "met de eigen link.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["visibility"] = self.instance.asked or self.instance.visibility

    def entry(self) -> dict[str, Any]:
        """Return the fields of the entry."""
        return {key: value for key, value in self.cleaned_data.items() if key not in ("agreed", "seen_version")}


class NewEntryForm(EntryForm):
    """Somebody new, who was asked."""

    agreed = forms.BooleanField(
        label="Deze persoon vindt het goed om in het smoelenboek te staan, zichtbaar voor wie hierboven is gekozen",
        error_messages={"required": "Vraag het eerst. Zonder toestemming komt niemand in het smoelenboek."},
    )
    field_order = (*_FIELDS, "visibility", "agreed")

    class Meta(EntryForm.Meta):
        help_texts = {
            **EntryForm.Meta.help_texts,
            "visibility": "Openbaar tonen we pas als deze persoon zelf ja zegt, met de eigen link. Tot dan ziet alleen "
            "uw gemeente deze gegevens.",
        }


class AnswerForm(forms.Form):
    """What somebody says to showing the own entry further."""

    reach = forms.ChoiceField(choices=VISIBILITY_WORDS.items(), widget=forms.HiddenInput)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    with_photo = forms.BooleanField(required=False)

    def __init__(self, *args: Any, person: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"reach": person.asked, "seen_version": person.version}
        if not hasattr(person, "portrait"):
            del self.fields["with_photo"]
        elif person.asked:
            field = self.fields["with_photo"]
            field.label = PHOTO_CONSENTS[Visibility(person.asked)]
            field.help_text = "Vinkt u dit niet aan en zegt u ja, dan halen we uw foto weg."


class WithdrawForm(forms.Form):
    """How far somebody still wants the own entry to show."""

    to = forms.ChoiceField(label="Wie mag uw gegevens nog zien?", widget=forms.RadioSelect)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(reach.value, VISIBILITY_WORDS[reach]) for reach in narrower_than(person.visibility)]
        self.fields["to"].choices = choices
        self.initial |= {"seen_version": person.version, "to": choices[0][0] if choices else None}


class WhereForm(forms.Form):
    """In which municipality's directory."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Gemeente", empty_label=None)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = viewer.municipalities_for(Permission.EDIT_DIRECTORY)
        self.fields["municipality"].queryset = Municipality.objects.filter(pk__in=allowed)


class PhotoForm(forms.Form):
    """A photo, with the consent that belongs to it."""

    photo = forms.FileField(
        label="Foto",
        help_text="JPEG, PNG of WebP, hoogstens 8 MB. We bewaren een kleine vierkante versie, zonder plaats of tijd.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    agreed = forms.BooleanField(
        error_messages={"required": "Vraag het eerst. Zonder toestemming tonen we geen foto."},
    )

    def __init__(self, *args: Any, reach: str, themselves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = PHOTO_CONSENTS[Visibility(reach)]
        self.fields["agreed"].label = text if themselves else f"Deze persoon vindt dit goed: “{text}”"

    def clean_photo(self) -> bytes:
        """Return the content, when it is a photo that can be shown."""
        content: bytes = self.cleaned_data["photo"].read()
        try:
            photo(content)
        except NotAPhoto as problem:
            raise forms.ValidationError(str(problem)) from problem
        return content

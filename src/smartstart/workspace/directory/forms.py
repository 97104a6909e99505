"""What is filled in about somebody in the directory."""

from typing import Any

from django import forms
from django.utils import timezone

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.directory.models import Professional
from smartstart.workspace.directory.rules import NotAPhoto, photo

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
    """The same by a colleague, who also decides how far it shows."""

    agreed = forms.BooleanField(
        label="Deze persoon vindt het goed om in het smoelenboek te staan",
        error_messages={"required": "Vraag het eerst. Zonder toestemming komt niemand in het smoelenboek."},
    )

    class Meta(OwnForm.Meta):
        fields = (*_FIELDS, "visibility")

    field_order = (*_FIELDS, "visibility", "agreed")

    def agreed_fields(self) -> dict[str, Any]:
        """Return the fields as they are kept: the consent as its day."""
        fields = {key: value for key, value in self.cleaned_data.items() if key not in ("agreed", "seen_version")}
        return fields | ({} if self.instance.agreed_on else {"agreed_on": timezone.localdate()})


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
        label="Deze persoon vindt het goed dat de foto hier staat",
        error_messages={"required": "Vraag het eerst. Zonder toestemming tonen we geen foto."},
    )

    def clean_photo(self) -> bytes:
        """Return the content, when it is a photo that can be shown."""
        content: bytes = self.cleaned_data["photo"].read()
        try:
            photo(content)
        except NotAPhoto as problem:
            raise forms.ValidationError(str(problem)) from problem
        return content

"""Handing over a public key, and saying that its fingerprint was compared."""

from typing import Any

from django import forms

from smartstart.release.keys import PublicKey, public_key_in, public_pem
from smartstart.vocabulary.errors import TrustError

_LARGEST = 16 * 1024


class KeyForm(forms.Form):
    """A public key and whose it is; nothing is trusted yet."""

    file = forms.FileField(
        label="De openbare sleutel",
        help_text="Een bestand dat eindigt op .pub. De maker van de vrijgaven stuurt het u.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pub,.pem"}),
        max_length=200,
        error_messages={
            "required": "Kies het bestand met de openbare sleutel.",
            "empty": "Er staat niets in dit bestand. Vraag de maker om de openbare sleutel (.pub).",
        },
    )
    name = forms.CharField(
        label="Van wie is deze sleutel?",
        help_text="Bijvoorbeeld: onderzoekers van het CBS-project Kansrijke Start.",
        max_length=120,
        error_messages={"required": "Schrijf op van wie de sleutel is."},
    )

    def clean_file(self) -> PublicKey:
        """Return the key itself."""
        upload = self.cleaned_data["file"]
        if upload.size > _LARGEST:
            raise forms.ValidationError("Dit bestand is te groot voor een sleutel. Kies het bestand op .pub.")
        return _key_in(upload.read())


class TrustForm(forms.Form):
    """The same key once more, now with the word of somebody who compared the fingerprint."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=2000)
    name = forms.CharField(widget=forms.HiddenInput, max_length=120)
    compared = forms.BooleanField(
        label="Ik heb de maker gesproken en de vingerafdruk is dezelfde.",
        error_messages={"required": "Vergelijk eerst de vingerafdruk. Klopt hij? Zet dan hier een vinkje."},
    )

    @classmethod
    def of(cls, key: PublicKey, name: str) -> "TrustForm":
        """Return the empty form for a key that was handed over."""
        return cls(initial={"key": public_pem(key).decode("ascii"), "name": name})

    def clean_key(self) -> str:
        """Return the key as a PEM file; a key that was altered on the way is no key."""
        return public_pem(_key_in(self.cleaned_data["key"].encode("utf-8"))).decode("ascii")

    @property
    def public_key(self) -> PublicKey | None:
        """The key that this form is about, None when it is none; also when the form is not right yet."""
        text: Any = self["key"].value() or ""
        try:
            return public_key_in(str(text).encode("utf-8"))
        except TrustError:
            return None


def _key_in(content: bytes) -> PublicKey:
    if b"PRIVATE KEY" in content:
        raise forms.ValidationError(
            "Dit is een geheime sleutel. Die mag niemand krijgen. Er is niets bewaard. Vertel de maker dat deze "
            "sleutel bij u terechtkwam, en vraag om het bestand dat eindigt op .pub."
        )
    try:
        return public_key_in(content)
    except TrustError as problem:
        expected = problem.expected or "een openbare sleutel"
        raise forms.ValidationError(f"{problem.what} Verwacht: {expected}.") from problem

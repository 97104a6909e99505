"""What is filled in about people, roles and one's own account."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import ROLE_WORDS, Role
from smartstart.web.people.queries import person_with
from smartstart.web.people.rules import WHOLE_MUNICIPALITY
from smartstart.web.people.subjects import Subject

_LONGEST = 120
_WHOLE = "alles"


class RoleForm(forms.Form):
    """A role, for the whole municipality or for one question."""

    role = forms.TypedChoiceField(
        label="Rol", choices=[(role.value, word) for role, word in ROLE_WORDS.items()], coerce=Role
    )
    subject = forms.TypedChoiceField(
        label="Waarvoor",
        coerce=lambda value: None if value == _WHOLE else uuid.UUID(value),
        initial=_WHOLE,
        help_text="Met een rol voor één vraag ziet iemand alleen die vraag, en wat openbaar is. Niets van de regio.",
    )

    def __init__(self, *args: Any, subjects: Sequence[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [(_WHOLE, "de hele gemeente"), *((one.id, one.title) for one in subjects)]

    def clean(self) -> None:
        """An administrator is one for the whole municipality."""
        if self.cleaned_data.get("subject") and self.cleaned_data.get("role") in WHOLE_MUNICIPALITY:
            self.add_error("subject", "Een beheerder is dat voor de hele gemeente. Kies hier: de hele gemeente.")


class PersonForm(RoleForm):
    """A new colleague with a first role."""

    name = forms.CharField(label="Naam", max_length=_LONGEST, help_text="Zoals collega's deze persoon kennen.")
    email = forms.EmailField(label="E-mailadres", required=False, max_length=254)
    field_order = ("name", "email", "role", "subject")


class CodeForm(RoleForm):
    """A role for somebody whose account another municipality looks after."""

    code = forms.CharField(
        label="Code van deze persoon",
        max_length=200,
        help_text="Deze persoon maakt zelf een code, op de bladzijde 'Mijn account'. De code werkt een week.",
    )
    field_order = ("code", "role", "subject")
    person: User

    def clean_code(self) -> str:
        """A code that we gave, not too long ago."""
        code = str(self.cleaned_data["code"]).strip()
        person = person_with(code)
        if person is None:
            raise forms.ValidationError("Deze code klopt niet of is ouder dan een week. Vraag om een nieuwe.")
        self.person = person
        return code


class DetailsForm(forms.ModelForm):
    """One's own name and address."""

    class Meta:
        model = User
        fields = ("name", "email")
        labels = {"email": "E-mailadres"}
        help_texts = {
            "name": "Zo zien collega's u.",
            "email": "Uw beheerder ziet dit. Bent u zelf beheerder, dan zien uw collega's het ook.",
        }


_PASSWORD_HELP = "Minstens 12 tekens. Een zin van vier of meer woorden is sterk en goed te onthouden."  # noqa: S105


class FirstPasswordForm(SetPasswordForm):
    """A password of one's own in the place of the one-time one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self)

    def clean_new_password1(self) -> str:
        """Another one than the one-time password: whoever gave that knows it."""
        password = str(self.cleaned_data["new_password1"])
        if self.user.check_password(password):
            raise forms.ValidationError("Dit is het wachtwoord dat u kreeg. Kies een ander, dat alleen u kent.")
        return password


class PasswordForm(PasswordChangeForm):
    """Another password; the old one is asked, for the screen may have been left open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Wachtwoord dat u nu hebt"
        _say(self)


def _say(form: SetPasswordForm) -> None:
    first, second = form.fields["new_password1"], form.fields["new_password2"]
    first.label, first.help_text = "Nieuw wachtwoord", _PASSWORD_HELP
    second.label, second.help_text = "Nog een keer het nieuwe wachtwoord", ""

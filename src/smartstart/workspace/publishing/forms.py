"""What people fill in on the way to the public."""

from typing import Any

from django import forms
from django.utils import timezone

from smartstart.workspace.publishing.models import Publication


class StepForm(forms.Form):
    """A step without words; it only says which version one looked at."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = publication.version


class SignOffForm(StepForm):
    """Somebody from there read along."""

    connection = forms.CharField(
        label="Wat heeft deze persoon met de plek of de groep te maken?",
        max_length=120,
        help_text="Bijvoorbeeld: woont in de wijk, ouder op deze school, werkt in het buurthuis.",
    )
    resident = forms.BooleanField(
        label="Een bewoner, zonder naam", required=False, help_text="Een bewoner hoeft nooit met naam in dit systeem."
    )
    name = forms.CharField(
        label="Naam",
        max_length=120,
        required=False,
        help_text="Alleen als deze persoon dat goed vindt. Leeg laten bij een bewoner.",
    )
    day = forms.DateField(label="Op welke dag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["day"] = timezone.localdate()


class DecideForm(StepForm):
    """A decision, with the office of who takes it."""

    agreed = forms.TypedChoiceField(
        label="Uw besluit",
        choices=[("ja", "Akkoord: dit mag openbaar worden"), ("nee", "Afgewezen: dit wordt niet openbaar")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    office = forms.CharField(
        label="Uw functie", max_length=120, help_text="Uw naam staat erbij. Bijvoorbeeld: hoofd afdeling Jeugd."
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u het afwijst.",
    )


class WithdrawForm(StepForm):
    """Taking something back, with the reason."""

    reason = forms.CharField(label="Waarom", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))

"""Proposing that a finding becomes public."""

from typing import Any

from django import forms


class ProposalForm(forms.Form):
    """What goes well in the same group: a finding never becomes public with only its worries."""

    strengths = forms.CharField(
        label="Wat gaat er goed in deze groep?",
        help_text="Twee of drie zinnen over wat helpt en wie helpt. Schrijf over de groep, nooit over één gezin.",
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat er goed gaat. Zonder sterke kanten wordt niets openbaar."},
    )

    def __init__(self, *args: Any, strengths: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["strengths"] = strengths

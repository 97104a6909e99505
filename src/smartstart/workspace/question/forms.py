"""What colleagues fill in about a question, its hunches and its gates."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from smartstart.web.accounts.rules.states import Move
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS
from smartstart.workspace.question.models import Argument, Gate, Hunch, Question
from smartstart.workspace.question.rules.gates import SIDE_WORDS, GateState
from smartstart.workspace.question.rules.plain_words import EXAMPLE
from smartstart.workspace.question.rules.quick_scan import ANSWER_WORDS, ASKS, Answer
from smartstart.workspace.question.rules.scope import SCOPE_WORDS

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_SMALL = forms.Textarea(attrs={"rows": 3})


class QuestionForm(forms.ModelForm):
    """The question in full. The plain words start from an example."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Question
        fields = ("text", "scope", "find_place", "purpose", "legal_basis", "controller", "plain")
        widgets = {
            "text": _SMALL,
            "scope": forms.RadioSelect,
            "purpose": _SMALL,
            "legal_basis": _SMALL,
            "plain": forms.Textarea(attrs={"rows": 16}),
        }
        help_texts = {
            "text": "Eén vraag. Wat wilt u voorkomen of verbeteren, en voor wie?",
            "find_place": "Alleen bij een vindplek. Bijvoorbeeld: de verloskundigen in het centrum.",
            "purpose": "Wat verandert er voor inwoners als dit lukt?",
            "legal_basis": "Welke wet of taak maakt dit mogelijk? De privacyfunctionaris helpt u.",
            "controller": "De organisatie die beslist wat er met de gegevens gebeurt.",
            "plain": "Dit lezen inwoners. Vul in wat tussen haken staat, en verander de zinnen waar het anders is.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(scope.value, word.capitalize()) for scope, word in SCOPE_WORDS.items()]
        if self.instance._state.adding:
            self.initial["plain"] = EXAMPLE
        else:
            self.initial["seen_version"] = self.instance.version


class ShowForm(forms.ModelForm):
    """How far a question shows."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Question
        fields = ("visibility",)
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].choices = [(key.value, word.capitalize()) for key, word in VISIBILITY_WORDS.items()]
        self.initial["seen_version"] = self.instance.version


class NewHunchForm(forms.ModelForm):
    """A hunch; its day is the day of writing."""

    class Meta:
        model = Hunch
        fields = ("text",)
        widgets = {"text": _SMALL}
        help_texts = {
            "text": "Eén zin die waar of niet waar kan blijken. Bijvoorbeeld: "
            "gezinnen die vaak verhuizen, krijgen vaker jeugdhulp."
        }


class HunchForm(NewHunchForm):
    """A hunch written anew."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version


class ArgumentForm(forms.ModelForm):
    """An argument for or against."""

    class Meta:
        model = Argument
        fields = ("side", "text")
        labels = {"side": "Voor of tegen"}
        widgets = {"side": forms.RadioSelect, "text": _SMALL}
        help_texts = {"text": "Uw naam en de dag komen erbij. Een argument blijft staan, ook na een besluit."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [(side.value, word.capitalize()) for side, word in SIDE_WORDS.items()]


class WithdrawForm(forms.Form):
    """Withdrawing one's own argument."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Waarom trekt u dit argument in?", max_length=300, widget=_SMALL)

    def __init__(self, *args: Any, argument: Argument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = argument.version


_TOLD: Mapping[str, tuple[str, str]] = {
    "outcome": ("Uitkomst", "Wat kwam eruit, in een paar zinnen?"),
    "conditions": ("Voorwaarden", "Wat moet er gebeuren, en door wie?"),
    "reason": ("Waarom", "Eén of twee zinnen. Dit blijft staan."),
}
_ENDS = frozenset({GateState.AGREED, GateState.AGREED_IF, GateState.REFUSED, GateState.NOT_NEEDED})


class StepForm(forms.Form):
    """One step of a gate: it asks what that step needs, and where the document is."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label="Op welke dag", widget=_DAY)

    def __init__(self, *args: Any, gate: Gate, move: Move[GateState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"seen_version": gate.version, "on": timezone.localdate()}
        for name in move.needs:
            label, help_text = _TOLD[name]
            self.fields[name] = forms.CharField(label=label, max_length=1200, help_text=help_text, widget=_SMALL)
        if move.target in _ENDS:
            self.fields["link"] = forms.URLField(
                label="Adres van het document",
                max_length=400,
                required=False,
                assume_scheme="https",
                help_text="Het document blijft in uw eigen archief. Hier staat alleen waar: https://…",
            )


class QuickScanForm(forms.Form):
    """The twelve questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(answer.value, word) for answer, word in ANSWER_WORDS.items()]
        for ask in ASKS:
            self.fields[ask.key] = forms.TypedChoiceField(
                label=ask.text, help_text=ask.help, choices=choices, coerce=Answer, widget=forms.RadioSelect
            )

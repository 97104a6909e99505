"""Describing a question, and deciding how far it shows."""

from typing import Any

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor, Visibility
from smartstart.web.audit.actions import recorded
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import blocks
from smartstart.workspace.question.models import Question
from smartstart.workspace.question.rules.plain_words import check_filled_in
from smartstart.workspace.question.rules.scope import Scope

_TOLD = ("text", "find_place", "purpose", "legal_basis", "controller", "plain")


def describe(*, actor: Actor, pilot: Pilot, seen_version: int | None = None, **fields: Any) -> Question:
    """Write down the question of a pilot, or change it.

    Raises:
        Conflict: somebody else changed it since `seen_version`, or wrote it where there was none yet.
        RuleBroken: the example was not filled in, the find-place has no name, or public words may not be public.
    """
    need = (Permission.EDIT_QUESTION, pilot.pk)
    with recorded(
        actor, "vraag beschreven", "vraag", object_id=pilot.pk, municipality=pilot.municipality_id, need=need
    ):
        begin = {"municipality_id": pilot.municipality_id, "made_by_id": actor.account, **fields}
        question, new = Question.objects.get_or_create(pilot=pilot, defaults=begin)
        if not new:
            _check_seen(seen_version)
            question.renew(seen_version, **fields)
        _check(question)
    return question


def show_question(*, actor: Actor, question: Question, seen_version: int, visibility: Visibility) -> Question:
    """Decide how far a question shows. It never shows further than its pilot.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
        RuleBroken: its words may not be public.
    """
    need = (Permission.EDIT_QUESTION, question.pilot_id)
    with recorded(
        actor, "zichtbaarheid van vraag gewijzigd", "vraag",
        object_id=question.pilot_id, municipality=question.municipality_id, need=need,
    ):  # fmt: skip
        question.renew(seen_version, visibility=visibility)
        _check(question)
    return question


def _check_seen(seen_version: int | None) -> None:
    """Refuse who began at an empty page, where somebody else wrote the question in the meantime."""
    if seen_version is None:
        raise Conflict("Iemand anders heeft deze vraag intussen beschreven. Kijk wat er nu staat en vul dat aan.")


def public_texts(question: Question) -> tuple[Text, ...]:
    """Return the texts that others read of a question."""
    fields = (question._meta.get_field(name) for name in _TOLD)
    return tuple(Text(str(field.verbose_name).capitalize(), getattr(question, field.name)) for field in fields)


def _check(question: Question) -> None:
    check_filled_in(question.plain)
    if question.scope == Scope.FIND_PLACE and not question.find_place.strip():
        raise RuleBroken("Schrijf op welke vindplek het is.", "find_place")
    if question.visibility == Visibility.PUBLIC and blocks(public_texts(question)):
        raise RuleBroken(
            "In deze teksten staat een woord dat niet openbaar mag. Kies een van de voorstellen hieronder, "
            "of laat de vraag nog niet openbaar zijn."
        )

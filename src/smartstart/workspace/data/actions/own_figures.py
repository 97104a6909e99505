"""Taking in figures of the municipality itself from a file, and taking them away again.

A figure is one of the catalogue, or one that the municipality described itself (`actions.own_indicators`); on which
descriptions a file rests is kept in `web.references`, so that none of them is withdrawn under it.
"""

from collections.abc import Mapping

from django.utils import timezone

from smartstart.opendata.indicators import BY_NAME
from smartstart.web.accounts.made import one_at_a_time
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded
from smartstart.web.references.actions import rests_on
from smartstart.workspace.data.actions.figures import Loaded
from smartstart.workspace.data.actions.own_rows import write
from smartstart.workspace.data.actions.releases import NotAccepted
from smartstart.workspace.data.models import Area, FigureLoad, LoadKind, OwnIndicator
from smartstart.workspace.data.queries.own_indicators import FILE
from smartstart.workspace.data.rules.door import Figures, receive_figures
from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue
from smartstart.workspace.data.rules.own_indicators import Description
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse

_KIND = "cijfers"


def load_file(*, actor: Actor, content: bytes, municipality: Municipality, name: str = "") -> Loaded:
    """Take in a file with figures of the municipality itself.

    Args:
        actor: who does it; needs the right to load figures there.
        content: the bytes of the file, taken to be hostile.
        municipality: whose areas the file may speak of.
        name: what the file was called; shown, never used as a path.

    Raises:
        Refused: the actor may not do this.
        NotAccepted: the file is no such file, or holds something that looks like a person. Nothing was kept.
    """
    need = (Permission.LOAD_FIGURES, None)
    may = actor.may(Permission.LOAD_FIGURES, municipality.pk)
    areas = _areas(municipality) if may else {}
    described = _described(municipality.pk) if may else {}
    found = _judged(content, municipality, areas, described) if may else None
    with recorded(actor, "eigen cijfers ingelezen", _KIND, municipality=municipality.pk, need=need) as act:
        if not isinstance(found, Figures):
            raise NotAccepted(found or refuse(Ground.EMPTY, "Er staat niets in dit bestand."))
        one_at_a_time(municipality.pk)  # two files with the same cells would both find them free
        _check_still(municipality, described, {row.indicator for row in found.rows})
        load = FigureLoad.objects.create(
            municipality=municipality,
            kind=LoadKind.OWN,
            name=name[:120],
            invented=municipality.invented,
            loaded_by_id=actor.account,
        )
        act.object_id = str(load.pk)
        skipped = write(load, found.rows, areas, described)
    return Loaded(load, (*found.notes, *_skipped(skipped)))


def remove_file(*, actor: Actor, load: FigureLoad) -> None:
    """Take away what was read from one file of the municipality itself.

    Raises:
        Refused: the actor may not do this, or these are figures of a publisher.
    """
    need = (Permission.LOAD_FIGURES, None)
    place = load.municipality_id
    with recorded(actor, "eigen cijfers weggehaald", _KIND, object_id=load.pk, municipality=place, need=need):
        if FigureLoad.objects.filter(pk=load.pk, kind=LoadKind.OWN).delete()[0]:
            rests_on(user_kind=FILE, user_id=load.pk, statements=())


def _areas(municipality: Municipality) -> dict[str, Area]:
    rows = Area.objects.filter(municipality_code=municipality.code, former=False).order_by("division")
    return {area.code: area for area in rows}  # of two divisions the newest


def _described(municipality: int) -> dict[str, Description]:
    rows = OwnIndicator.objects.filter(municipality=municipality)
    return {row.name: row.description for row in rows if row.name not in BY_NAME}


def _check_still(municipality: Municipality, judged: Mapping[str, Description], used: set[str]) -> None:
    """Refuse a file that was judged by a description which somebody changed or withdrew in the meantime."""
    own = used & judged.keys()
    rows = OwnIndicator.objects.select_for_update().filter(municipality=municipality, name__in=own).order_by("pk")
    now = {row.name: (row.unit, row.fewest) for row in rows}
    if now != {name: (judged[name].unit, judged[name].fewest) for name in own}:
        raise NotAccepted(
            refuse(
                Ground.FIGURES,
                "Iemand wijzigde net de beschrijving van een cijfer in dit bestand. Er is niets bewaard.",
                mend="Kijk bij Eigen cijfers wat er nu staat, en lees het bestand opnieuw in.",
            )
        )


def _judged(
    content: bytes,
    municipality: Municipality,
    areas: Mapping[str, Area],
    described: Mapping[str, Description],
) -> Figures | Refusal:
    if not areas:
        return refuse(
            Ground.FIGURES,
            f"Van {municipality.name} zijn nog geen gebieden bekend. Er is niets bewaard.",
            mend="Vraag de beheerder om eerst de openbare cijfers in te lezen. Dan weten we welke wijken er zijn.",
        )
    units = {name: one.unit for name, one in described.items()} | catalogue()
    vocabulary = Vocabulary(units, frozenset({municipality.code}), frozenset(areas))
    return receive_figures(content, vocabulary, timezone.localdate())


def _skipped(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"Voor {count} van uw cijfers is er al een openbaar cijfer. Dat blijft staan.",)

"""Taking in figures of the municipality itself from a file, and taking them away again.

A figure is one of the catalogue, or one that the municipality described itself (`actions.own_indicators`); on which
descriptions a file rests is kept in `web.references`, so that none of them is withdrawn under it.

A publisher's figure goes before an own one of the same area and year; a newer file goes before an older one. So there
is never more than one value in a cell, and a list of persons does not fit in pieces.
"""

import hashlib
from collections.abc import Iterable, Mapping

from django.utils import timezone

from smartstart.opendata.attribution import INVENTED
from smartstart.opendata.figures import FEWEST_PEOPLE, Figure, FigureState
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import BY_NAME
from smartstart.vocabulary.areas import AreaLevel
from smartstart.vocabulary.certainty import Reliability
from smartstart.web.accounts.made import one_at_a_time
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded
from smartstart.web.references.actions import rests_on
from smartstart.workspace.data.actions.figures import Loaded
from smartstart.workspace.data.actions.releases import NotAccepted
from smartstart.workspace.data.models import (
    Area,
    BesideFigure,
    FigureLoad,
    FigureSource,
    LoadKind,
    OpenFigure,
    OwnIndicator,
    Place,
)
from smartstart.workspace.data.queries.own_indicators import FILE
from smartstart.workspace.data.rules.door import Figures, receive_figures
from smartstart.workspace.data.rules.figure_rows import FigureRow
from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue
from smartstart.workspace.data.rules.own_indicators import Description, as_indicator
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse

_KIND = "cijfers"
_BATCH = 500
OWN_PREFIX = "eigen-"

Cell = tuple[int, str, int]  # area, indicator, year


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
        skipped = _write(load, found.rows, areas, described)
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


def settle(municipality: int) -> None:
    """Bring what is told of own files up to date: how many figures, which years, on which descriptions they rest."""
    described = dict(OwnIndicator.objects.filter(municipality=municipality).values_list("name", "pk"))
    for load in FigureLoad.objects.filter(municipality=municipality, kind=LoadKind.OWN):
        rows = load.open_figures.filter(value__isnull=False)
        years: dict[str, dict[str, list[int]]] = {}
        for level, indicator, year in rows.values_list("area__level", "indicator", "year").distinct().order_by("year"):
            years.setdefault(level, {}).setdefault(indicator, []).append(year)
        load.years = years
        load.figures_read = rows.count()
        load.areas_read = rows.values("area").distinct().count()
        load.save(update_fields=["years", "figures_read", "areas_read"])
        names = {*load.open_figures.values_list("indicator", flat=True).distinct()}
        names |= {*load.beside_figures.values_list("indicator", flat=True).distinct()}
        rests_on(
            user_kind=FILE,
            user_id=load.pk,
            statements=[(described[name], name) for name in names & described.keys()],
        )
        if not names:
            load.delete()


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


def _write(
    load: FigureLoad, rows: Iterable[FigureRow], areas: Mapping[str, Area], described: Mapping[str, Description]
) -> int:
    """Write the rows; return how many were left out because a publisher has that figure."""
    sources: dict[str, FigureSource] = {}
    known = BY_NAME | {name: as_indicator(one) for name, one in described.items()}
    own: dict[Cell, OpenFigure] = {}
    beside: list[BesideFigure] = []
    for row in rows:
        area = areas.get(row.area)
        few = _too_few(area, known[row.indicator], described.get(row.indicator))
        figure = _figure(row, area, _source(load, row.source, sources).key, known[row.indicator], few=few)
        if area is not None:
            fields = OpenFigure.values_of(figure, {source.key: source for source in sources.values()})
            own[area.pk, row.indicator, row.year] = OpenFigure(load=load, area=area, **fields)
        if row.level in (AreaLevel.COUNTRY, AreaLevel.MUNICIPALITY):
            place = Place.COUNTRY if row.level is AreaLevel.COUNTRY else Place.MUNICIPALITY
            fields = BesideFigure.values_of(figure, {source.key: source for source in sources.values()})
            beside.append(BesideFigure(load=load, place=place, **fields))
    open_cells = _make_room(load, own, beside)
    OpenFigure.objects.bulk_create([f for cell, f in own.items() if cell not in open_cells], batch_size=_BATCH)
    BesideFigure.objects.bulk_create(beside, batch_size=_BATCH)
    settle(load.municipality_id)
    load.refresh_from_db()
    return len(open_cells)


def _make_room(load: FigureLoad, own: Mapping[Cell, OpenFigure], beside: Iterable[BesideFigure]) -> set[Cell]:
    """Drop older own figures of the same cells; return the cells that a publisher has a figure for."""
    theirs: set[Cell] = set()
    older: list[int] = []
    names = {name for _, name, _ in own}
    rows = OpenFigure.objects.filter(area__municipality_code=load.municipality.code, indicator__in=names)
    for number, kind, *cell in rows.values_list("pk", "load__kind", "area_id", "indicator", "year"):
        if tuple(cell) in own and kind == LoadKind.OPEN:
            theirs.add((cell[0], cell[1], cell[2]))
        elif tuple(cell) in own:
            older.append(number)
    OpenFigure.objects.filter(pk__in=older).delete()
    for figure in beside:
        BesideFigure.objects.filter(
            load__municipality=load.municipality_id,
            load__kind=LoadKind.OWN,
            place=figure.place,
            indicator=figure.indicator,
            year=figure.year,
        ).delete()
    return theirs


def _too_few(area: Area | None, indicator: Indicator, described: Description | None) -> bool:
    """Tell whether fewer people live in an area than a figure must rest on at least."""
    if area is None or area.people is None:
        return False
    least = FEWEST_PEOPLE if indicator.scale != 1.0 else 0
    return area.people < (described.least_people if described else least)


def _figure(row: FigureRow, area: Area | None, source: str, indicator: Indicator, *, few: bool) -> Figure:
    state = FigureState.SHOWN if row.value is not None else FigureState.ABSENT
    if few:
        state = FigureState.TOO_FEW
    shown = state is FigureState.SHOWN
    return Figure(
        indicator=row.indicator,
        area=row.area,
        year=row.year,
        division=area.division if area is not None else row.year,
        state=state,
        value=row.value if shown else None,
        lower=row.lower if shown else None,
        upper=row.upper if shown else None,
        reliability=Reliability.REPORTED,
        source=source,
        decimals=indicator.decimals,
    )


def _source(load: FigureLoad, told: str, known: dict[str, FigureSource]) -> FigureSource:
    """Return the source that a row names, with who brought it; a figure of an invented place is invented too."""
    if told not in known:
        place = load.municipality
        digest = hashlib.sha256(f"{place.code}\n{told}".encode()).hexdigest()[:16]
        words = INVENTED.attribution if place.invented else f"Bron: {told}, opgegeven door de gemeente {place.name}"
        known[told] = FigureSource.objects.update_or_create(
            key=f"{OWN_PREFIX}{digest}", defaults={"attribution": words, "invented": place.invented}
        )[0]
    return known[told]


def _skipped(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"Voor {count} van uw cijfers is er al een openbaar cijfer. Dat blijft staan.",)

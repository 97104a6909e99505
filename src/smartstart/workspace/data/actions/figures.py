"""Taking in public figures for one municipality: read and drawn first, then written whole, or not at all."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from smartstart.opendata.area_colour import NeighbourhoodColour
from smartstart.opendata.colour import colour, municipality_code
from smartstart.opendata.folder import OpenFolder
from smartstart.vocabulary.errors import DataError
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded
from smartstart.workspace.data.actions import colour_rows
from smartstart.workspace.data.models import Area, BesideFigure, FigureLoad, LoadKind, OpenFigure

_BATCH = 500
_ACTION, _KIND = "openbare cijfers ingelezen", "cijfers"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, and what to tell the one who read it in."""

    load: FigureLoad
    notes: tuple[str, ...] = ()


def load_folder(*, actor: Actor, folder: Path, municipality_code: str) -> Loaded:
    """Take in the public figures of one municipality from a folder; what was there of that kind is replaced.

    Args:
        actor: who does it; needs the right to load figures there.
        folder: with the tables and borders of CBS and RIVM, or the folder `open` of an invented region.
        municipality_code: `GM0855`; the municipality must be known here.

    Raises:
        Refused: the actor may not do this.
        UsageError, DataError: no such municipality, a file is missing or broken, or invented figures would stand
            beside a real municipality. Nothing was changed then.
    """
    municipality = _municipality(municipality_code)
    need = (Permission.LOAD_FIGURES, None)
    if not actor.may(Permission.LOAD_FIGURES, municipality.pk):
        with recorded(actor, _ACTION, _KIND, municipality=municipality.pk, need=need):
            pass  # refused, and recorded as such, before anything is read
    # Reading and drawing take seconds; the database is not kept waiting for them.
    found = colour(OpenFolder.at(folder), municipality.code, map_needed=False)
    _check_invented(found, municipality)
    borders = colour_rows.drawn(found)
    with recorded(actor, _ACTION, _KIND, municipality=municipality.pk, need=need) as act:
        loaded = _write(actor, municipality, found, borders)
        act.object_id = str(loaded.load.pk)
    return loaded


def _municipality(text: str) -> Municipality:
    code = municipality_code(text)
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise DataError(
            f"De gemeente {code} is in deze werkplek niet bekend.",
            expected="een gemeente die hier al is toegevoegd",
            mend="voeg de gemeente eerst toe, of kijk de code na",
        )
    return found


def _check_invented(found: NeighbourhoodColour, municipality: Municipality) -> None:
    """Refuse invented figures beside a real municipality, and real ones beside an invented one."""
    if found.invented and not municipality.invented:
        raise DataError(
            f"Deze cijfers zijn verzonnen. Zij komen niet naast de naam van {municipality.name} te staan.",
            expected="cijfers van CBS en RIVM",
            mend="kies de map met echte cijfers, of een verzonnen gemeente",
        )
    if municipality.invented and not found.invented:
        raise DataError(
            f"{municipality.name} is een verzonnen gemeente. Echte cijfers horen daar niet bij.",
            expected="de map open van de verzonnen bevolking",
            mend="kies de map met verzonnen cijfers, of een echte gemeente",
        )


def _write(actor: Actor, municipality: Municipality, found: NeighbourhoodColour, borders: colour_rows.Drawn) -> Loaded:
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # one reading at a time
    load, _ = FigureLoad.objects.update_or_create(
        municipality=municipality,
        kind=LoadKind.OPEN,
        defaults={
            "stamp": uuid.uuid4(),
            "invented": found.invented,
            "loaded_at": timezone.now(),
            "loaded_by_id": actor.account,
            "frames": borders.frames,
            "years": colour_rows.years(found),
            "around": borders.around,
        },
    )
    load.open_figures.all().delete()
    load.beside_figures.all().delete()
    written = _write_areas(load, found, borders)
    sources = colour_rows.sources_of(found)
    figures = list(colour_rows.figures(load, found, written, sources))
    replaced = _drop_own(found.municipality.code, figures)
    OpenFigure.objects.bulk_create(figures, batch_size=_BATCH)
    BesideFigure.objects.bulk_create(colour_rows.beside(load, found, sources), batch_size=_BATCH)
    load.areas_read, load.figures_read = len(written), sum(figure.value is not None for figure in figures)
    load.save(update_fields=["areas_read", "figures_read"])
    return Loaded(load, _notes(found, borders, replaced))


def _write_areas(
    load: FigureLoad, found: NeighbourhoodColour, borders: colour_rows.Drawn
) -> dict[colour_rows.AreaKey, int]:
    """Write the areas over those of before, so that own figures of the municipality keep their place."""
    Area.objects.bulk_create(
        colour_rows.areas(load, found, borders),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code", "division"],
        update_fields=["load", "level", "name", "within", "municipality_code", "people", "former", "outline"],
    )
    names = {(area.code, area.division) for area in colour_rows.everywhere(found)}
    known = {
        (code, division): number
        for number, code, division in Area.objects.filter(load=load).values_list("pk", "code", "division")
    }
    gone = [number for key, number in known.items() if key not in names]
    Area.objects.filter(pk__in=gone).delete()
    return {key: number for key, number in known.items() if key in names}


def _drop_own(municipality: str, figures: list[OpenFigure]) -> int:
    """Drop own figures of the municipality that a publisher now has a figure for; return how many."""
    new = {(figure.area_id, figure.indicator, figure.year) for figure in figures}
    own = OpenFigure.objects.filter(area__municipality_code=municipality, load__kind=LoadKind.OWN)
    double = [pk for pk, *cell in own.values_list("pk", "area_id", "indicator", "year") if tuple(cell) in new]
    OpenFigure.objects.filter(pk__in=double).delete()
    return len(double)


def _notes(found: NeighbourhoodColour, borders: colour_rows.Drawn, replaced: int) -> tuple[str, ...]:
    notes = []
    if found.invented:
        notes.append("Dit zijn verzonnen gegevens.")
    if not borders.frames:
        notes.append(
            "Er waren geen grenzen bij. Daarom is er geen kaart; de cijfers staan in tabellen, op naam van de wijk."
        )
    if replaced:
        notes.append(f"Bij {replaced} eigen cijfers is er nu een openbaar cijfer. Dat staat er nu.")
    return tuple(notes)

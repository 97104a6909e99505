"""A very small map, written straight into the database: loading a folder takes longer."""

from smartstart.opendata.figures import FigureState
from smartstart.vocabulary.certainty import Reliability
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.data.models import Area, BesideFigure, FigureLoad, FigureSource, LoadKind, OpenFigure, Place
from smartstart.workspace.insight.models import AreaNote, ColourPage

ASSISTANCE, HARDSHIP = "bijstand", "moeite-met-rondkomen"
_SQUARE = "M{x} 0l100 0 0 100-100 0z"


def small_map(municipality: Municipality, *, visibility: Visibility | None = None) -> FigureLoad:
    """Return a reading with a municipality of three wijken: many, few, and too few people on assistance."""
    load = FigureLoad.objects.create(
        municipality=municipality,
        kind=LoadKind.OPEN,
        invented=municipality.invented,
        frames={"wijk": [300, 100]},
        years={"wijk": {ASSISTANCE: [2020], HARDSHIP: [2016, 2020]}, "gemeente": {ASSISTANCE: [2020]}},
        areas_read=4,
        figures_read=8,
    )
    source = FigureSource.objects.get_or_create(
        key="verzonnen-kwb-2020" if municipality.invented else "kwb-2020",
        defaults={"attribution": "Verzonnen gegevens", "invented": municipality.invented},
    )[0]
    whole = _area(load, municipality, municipality.code, municipality.name, "gemeente", 12_000)
    _figure(load, whole, source, ASSISTANCE, 2020, 40.0, 38.0, 42.0)
    for place, (name, people, value) in enumerate(
        (("Ooster", 6_000, 80.0), ("Wester", 5_900, 10.0), ("Polder", 60, None)), start=1
    ):
        code = f"WK{municipality.code[2:]}{place:02d}"
        area = _area(load, municipality, code, name, "wijk", people, _SQUARE.format(x=100 * (place - 1)))
        _figure(load, area, source, ASSISTANCE, 2020, value, value and value - 8, value and value + 8)
        for year in (2016, 2020):
            if value is not None:
                _figure(load, area, source, HARDSHIP, year, 14.0 + place, None, None, Reliability.MODELLED)
    for year in (2016, 2020):
        _beside(load, source, Place.MUNICIPALITY, HARDSHIP, year, 14.0)
    _beside(load, source, Place.MUNICIPALITY, ASSISTANCE, 2020, 40.0)
    _beside(load, source, Place.COUNTRY, ASSISTANCE, 2020, 42.0)
    if visibility is not None:
        ColourPage.objects.create(municipality=municipality, visibility=visibility.value)
    return load


def area_code(municipality: Municipality, place: int = 1) -> str:
    """Return the code of one of the wijken."""
    return f"WK{municipality.code[2:]}{place:02d}"


def small_note(municipality: Municipality, visibility: Visibility = Visibility.OWN) -> AreaNote:
    """Return a note on the first wijk."""
    return AreaNote.objects.create(
        municipality=municipality,
        area_code=area_code(municipality),
        about="sterk",
        text="Buren kennen elkaar hier al lang.",
        visibility=visibility.value,
    )


def _area(
    load: FigureLoad, place: Municipality, code: str, name: str, level: str, people: int, outline: str = ""
) -> Area:
    return Area.objects.create(
        load=load,
        code=code,
        division=2022,
        level=level,
        name=name,
        within=place.code if level == "wijk" else "",
        municipality_code=place.code,
        people=people,
        outline=outline,
    )


def _fields(value: float | None, reliability: Reliability) -> dict[str, object]:
    state = FigureState.SHOWN if value is not None else FigureState.TOO_FEW
    return {"division": 2020, "value": value, "state": state.value, "reliability": reliability.value, "decimals": 1}


def _figure(
    load: FigureLoad,
    area: Area,
    source: FigureSource,
    indicator: str,
    year: int,
    value: float | None,
    lower: float | None,
    upper: float | None,
    reliability: Reliability = Reliability.ROUNDED,
) -> None:
    OpenFigure.objects.create(
        load=load,
        area=area,
        source=source,
        indicator=indicator,
        year=year,
        lower=lower,
        upper=upper,
        **_fields(value, reliability),
    )


def _beside(load: FigureLoad, source: FigureSource, place: str, indicator: str, year: int, value: float) -> None:
    fields = _fields(value, Reliability.COUNTED)
    BesideFigure.objects.create(load=load, place=place, source=source, indicator=indicator, year=year, **fields)

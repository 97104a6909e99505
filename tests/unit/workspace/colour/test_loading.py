"""Public figures come in whole, replace the older ones, and come out as they went in."""

from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.opendata.area_colour import AreaColour, NeighbourhoodColour
from smartstart.opendata.colour import colour
from smartstart.opendata.folder import OpenFolder
from smartstart.vocabulary.errors import DataError, UsageError
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.actions.figures import load_folder
from smartstart.workspace.data.models import Area, BesideFigure, FigureLoad, FigureSource, OpenFigure
from smartstart.workspace.insight.queries.colour import area_colour_of
from tests.support.open_region import HOME, write_open_region
from tests.support.people import acting, colleague, town
from tests.support.shared import shared_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_open_region(tmp_path / "open", buurten=True)


@pytest.fixture
def home() -> Municipality:
    return town("Lindeveen")


def _everywhere(found: NeighbourhoodColour) -> list[AreaColour]:
    areas = [found.municipality]
    for wijk in (*found.wijken, *found.former):
        areas += [wijk, *wijk.buurten]
    return areas


def _rebuilt(area: AreaColour) -> AreaColour:
    return area_colour_of(Area.objects.get(code=area.code, division=area.division))


def test_what_went_in_comes_out(folder: Path, home: Municipality) -> None:
    load_folder(actor=acting(colleague(Role.ADVISER)), folder=folder, municipality_code=HOME)
    areas = _everywhere(colour(OpenFolder.at(folder), HOME))
    assert len(areas) == Area.objects.count() == 8
    for area in areas:
        assert _rebuilt(area) == replace(area, buurten=())


def test_what_went_in_comes_out_for_a_real_municipality() -> None:
    code = "GM0824"  # Oisterwijk: in 2021 it got a part of another municipality, with wijken that were elsewhere before
    town("Echt", code, invented=False)
    data = shared_data()
    actor = acting(colleague(Role.ADVISER, where=Municipality.objects.get(code=code)))
    load_folder(actor=actor, folder=data, municipality_code=code)
    areas = _everywhere(colour(OpenFolder.at(data), code))
    assert len(areas) == Area.objects.count()
    some = [*areas[:4], *areas[4::7]]
    for area in some:
        assert _rebuilt(area) == replace(area, buurten=())
    assert not FigureSource.objects.filter(invented=True).exists()


def test_borders_are_ready_to_draw(folder: Path, home: Municipality) -> None:
    loaded = load_folder(actor=acting(colleague(Role.ADVISER)), folder=folder, municipality_code=HOME)
    drawn = set(Area.objects.exclude(outline="").values_list("code", "division"))
    wijken = {(f"WK99010{i}", 2022) for i in range(1, 5)}
    assert drawn == wijken | {("BU99010101", 2020), ("BU99010102", 2020)}
    assert set(loaded.load.frames) == {"wijk", "buurt"}
    assert [shape[1] for shape in loaded.load.around["shapes"]] == ["Hazelmeer", "Lindeveen"]


def test_without_borders_the_figures_come_in_and_it_is_told(folder: Path, home: Municipality) -> None:
    for gone in ("wijken_2022.geojson", "gemeenten_2022.geojson", "buurten_2020.geojson"):
        (folder / gone).unlink()
    loaded = load_folder(actor=acting(colleague(Role.ADVISER)), folder=folder, municipality_code=HOME)
    assert any("geen grenzen" in note for note in loaded.notes)
    assert not Area.objects.exclude(outline="").exists()
    assert OpenFigure.objects.filter(area__code="WK990101", indicator="bijstand", value__gt=0).exists()


def test_a_newer_reading_takes_the_place_of_the_older(folder: Path, home: Municipality) -> None:
    actor = acting(colleague(Role.ADVISER))
    first = load_folder(actor=actor, folder=folder, municipality_code=HOME).load
    before = (Area.objects.count(), OpenFigure.objects.count(), BesideFigure.objects.count())
    numbers = set(Area.objects.values_list("pk", flat=True))
    again = load_folder(actor=actor, folder=folder, municipality_code=HOME).load
    assert again.stamp != first.stamp
    assert again.loaded_at > first.loaded_at
    assert (Area.objects.count(), OpenFigure.objects.count(), BesideFigure.objects.count()) == before
    assert set(Area.objects.values_list("pk", flat=True)) == numbers
    assert FigureLoad.objects.count() == 1


def test_an_area_that_is_gone_goes(folder: Path, home: Municipality) -> None:
    actor = acting(colleague(Role.ADVISER))
    load = load_folder(actor=actor, folder=folder, municipality_code=HOME).load
    Area.objects.create(
        load=load, code="WK990109", division=2022, level="wijk", name="Oud", municipality_code=HOME, within=HOME
    )
    load_folder(actor=actor, folder=folder, municipality_code=HOME)
    assert not Area.objects.filter(code="WK990109").exists()


def test_a_broken_folder_changes_nothing(folder: Path, home: Municipality) -> None:
    actor = acting(colleague(Role.ADVISER))
    load = load_folder(actor=actor, folder=folder, municipality_code=HOME).load
    before = list(OpenFigure.objects.order_by("pk").values())
    (folder / "kwb_2020_nl.parquet").write_bytes(b"half")
    with pytest.raises(DataError, match="niet te lezen"):
        load_folder(actor=actor, folder=folder, municipality_code=HOME)
    assert list(OpenFigure.objects.order_by("pk").values()) == before
    assert FigureLoad.objects.get().stamp == load.stamp


def test_it_is_whole_or_not_at_all(folder: Path, home: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = acting(colleague(Role.ADVISER))
    load_folder(actor=actor, folder=folder, municipality_code=HOME)
    before = list(OpenFigure.objects.order_by("pk").values())

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(BesideFigure.objects, "bulk_create", stop)
    with pytest.raises(KeyboardInterrupt):
        load_folder(actor=actor, folder=folder, municipality_code=HOME)
    assert list(OpenFigure.objects.order_by("pk").values()) == before
    assert AuditLine.objects.count() == 1


def test_the_log_says_who_did_it(folder: Path, home: Municipality) -> None:
    adviser = colleague(Role.ADVISER)
    loaded = load_folder(actor=acting(adviser), folder=folder, municipality_code=HOME)
    line = AuditLine.objects.get()
    assert (line.actor, line.action, line.object_id, line.municipality, line.result) == (
        adviser, "openbare cijfers ingelezen", str(loaded.load.pk), home, "done"
    )  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if Permission.LOAD_FIGURES not in MAY[role]])
def test_who_may_not_changes_nothing_and_it_is_recorded(folder: Path, home: Municipality, role: Role) -> None:
    with pytest.raises(Refused, match="openbare cijfers inlezen"):
        load_folder(actor=acting(colleague(role)), folder=folder, municipality_code=HOME)
    assert not Area.objects.exists()
    assert AuditLine.objects.get().result == "refused"


def test_elsewhere_one_may_not(folder: Path, home: Municipality) -> None:
    stranger = colleague(Role.ADVISER, where=town("Veenmeer", "GM9902"))
    with pytest.raises(Refused):
        load_folder(actor=acting(stranger), folder=folder, municipality_code=HOME)


def test_invented_figures_never_stand_beside_a_real_name(folder: Path) -> None:
    real = town("Lindeveen", HOME, invented=False)
    with pytest.raises(DataError, match="Deze cijfers zijn verzonnen"):
        load_folder(actor=acting(colleague(Role.ADVISER, where=real)), folder=folder, municipality_code=HOME)
    assert not Area.objects.exists()


def test_real_figures_never_stand_beside_an_invented_name() -> None:
    invented = town("Verzonnen", "GM0855", invented=True)
    with pytest.raises(DataError, match="verzonnen gemeente"):
        load_folder(
            actor=acting(colleague(Role.ADVISER, where=invented)),
            folder=shared_data(),
            municipality_code="GM0855",
        )
    assert not Area.objects.exists()


def test_invented_sources_name_no_publisher(folder: Path, home: Municipality) -> None:
    load_folder(actor=acting(colleague(Role.ADVISER)), folder=folder, municipality_code=HOME)
    sources = FigureSource.objects.all()
    assert sources
    assert all(source.invented and "CBS" not in source.attribution for source in sources)
    assert {source.table for source in sources} == {"kwb-2020", "kwb-2022", "rivm-50090ned"}


@pytest.mark.parametrize(("code", "kind"), [("GM9977", DataError), ("niets", UsageError), ("WK990101", UsageError)])
def test_a_municipality_that_is_not_here(folder: Path, code: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        load_folder(actor=acting(colleague(Role.ADVISER)), folder=folder, municipality_code=code)

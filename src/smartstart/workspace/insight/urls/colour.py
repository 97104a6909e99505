"""Addresses of the colour of the neighbourhood."""

from django.urls import path

from smartstart.workspace.insight.views import colour_area, colour_files, colour_map, colour_notes, colour_settings

_AREA = "gebied/<str:code>/"
urlpatterns = [
    path("", colour_map.index, name="colour"),
    path(_AREA, colour_area.area, name="area"),
    path(f"{_AREA}kort/", colour_map.fragment, name="area-fragment"),
    path(f"{_AREA}waarom/<slug:indicator>/", colour_area.why, name="area-why"),
    path(f"{_AREA}cijfers.csv", colour_files.area_csv, name="area-csv"),
    path(f"{_AREA}tekst.txt", colour_files.area_text, name="area-text"),
    path(f"{_AREA}aantekening/", colour_notes.add, name="area-note"),
    path("aantekening/<uuid:note>/", colour_notes.change, name="area-note-change"),
    path("aantekening/<uuid:note>/weghalen/", colour_notes.remove, name="area-note-remove"),
    path("aantekening/<uuid:note>/voordragen/", colour_notes.propose, name="area-note-propose"),
    path("<str:code>/", colour_map.municipality, name="colour-municipality"),
    path("<str:code>/kaart.svg", colour_files.map_svg, name="colour-svg"),
    path("<str:code>/cijfers.csv", colour_files.map_csv, name="colour-csv"),
    path("<str:code>/tekst.txt", colour_files.map_text, name="colour-text"),
    path("<str:code>/zichtbaar/", colour_settings.settings, name="colour-settings"),
]

"""Addresses of what releases say."""

from django.urls import path

from smartstart.workspace.insight.views import downloads, findings, listing, proposing, reasons, releases, taking_in

urlpatterns = [
    path("", listing.listing, name="list"),
    path("pilot/<uuid:pilot>/", listing.of_pilot, name="of-pilot"),
    path("inlezen/", taking_in.upload, name="upload"),
    path("<uuid:release>/", releases.release, name="release"),
    path("<uuid:release>/delen/", releases.share, name="share"),
    path("<uuid:release>/bevinding/<str:subject>/", findings.finding, name="finding"),
    path("<uuid:release>/bevinding/<str:subject>/voordragen/", proposing.propose, name="propose"),
    path("<uuid:release>/waarom/<path:statement>/", reasons.why, name="why"),
    path("<uuid:release>/onderdeel/<str:part>/cijfers.csv", downloads.part_csv, name="part-csv"),
    path("<uuid:release>/onderdeel/<str:part>/tekst.txt", downloads.part_text, name="part-text"),
    path("<uuid:release>/onderdeel/<str:part>/<slug:drawing>.svg", downloads.part_svg, name="part-svg"),
]

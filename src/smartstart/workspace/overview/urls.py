"""Addresses of `overview`."""

from django.urls import path

from smartstart.workspace.overview.views import accountability, searching, sheets

app_name = "overview"
urlpatterns = [
    path("a4/", sheets.listing, name="a4-list"),
    path("a4/nieuw/", sheets.new, name="a4-new"),
    path("a4/zet-erop/", sheets.add, name="a4-add"),
    path("a4/<uuid:sheet>/", sheets.page, name="a4"),
    path("a4/<uuid:sheet>/pdf/", sheets.pdf, name="a4-pdf"),
    path("a4/<uuid:sheet>/wijzigen/", sheets.edit, name="a4-edit"),
    path("a4/<uuid:sheet>/weg/", sheets.remove, name="a4-remove"),
    path("a4/<uuid:sheet>/openbaar/", sheets.propose, name="a4-propose"),
    path("a4/<uuid:sheet>/<int:finding>/eraf/", sheets.take_off, name="a4-take-off"),
    path("zoeken/", searching.results, name="search"),
    path("verantwoording/", accountability.accountability, name="accountability"),
    path("verantwoording/wat-dit-systeem-niet-kan/", accountability.limits, name="limits"),
    path("verantwoording/logboek/", accountability.log, name="log"),
    path("verantwoording/bewaren/", accountability.retention, name="retention"),
    path("toegankelijkheid/", accountability.accessibility, name="accessibility"),
    path("privacy/", accountability.privacy, name="privacy"),
    path("cookies/", accountability.cookies, name="cookies"),
]

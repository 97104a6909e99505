"""Addresses of `directory`."""

from django.urls import path

from smartstart.workspace.directory.views import entries, own

app_name = "directory"
urlpatterns = [
    path("", entries.listing, name="list"),
    path("poster/", entries.poster, name="poster"),
    path("nieuw/", entries.add, name="add"),
    path("mijn/<str:secret>/", own.entry, name="own"),
    path("mijn/<str:secret>/foto/", own.photo, name="own-photo"),
    path("mijn/<str:secret>/toestemming/", own.consent, name="own-consent"),
    path("<uuid:person>/", entries.person, name="person"),
    path("<uuid:person>/portret/", entries.portrait, name="portrait"),
    path("<uuid:person>/wijzigen/", entries.edit, name="edit"),
    path("<uuid:person>/foto/", entries.photo, name="photo"),
    path("<uuid:person>/nagekeken/", entries.confirm, name="confirm"),
    path("<uuid:person>/weg/", entries.remove, name="remove"),
    path("<uuid:person>/link/", entries.link, name="link"),
]

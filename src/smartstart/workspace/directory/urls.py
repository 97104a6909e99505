"""Addresses of `directory`."""

from django.urls import path

from smartstart.workspace.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.listing, name="list"),
    path("poster/", views.poster, name="poster"),
    path("nieuw/", views.add, name="add"),
    path("mijn/<str:secret>/", views.own, name="own"),
    path("mijn/<str:secret>/foto/", views.own_photo, name="own-photo"),
    path("mijn/<str:secret>/toestemming/", views.own_consent, name="own-consent"),
    path("<uuid:person>/", views.person, name="person"),
    path("<uuid:person>/portret/", views.portrait, name="portrait"),
    path("<uuid:person>/wijzigen/", views.edit, name="edit"),
    path("<uuid:person>/foto/", views.photo, name="photo"),
    path("<uuid:person>/nagekeken/", views.confirm, name="confirm"),
    path("<uuid:person>/weg/", views.remove, name="remove"),
    path("<uuid:person>/link/", views.link, name="link"),
]

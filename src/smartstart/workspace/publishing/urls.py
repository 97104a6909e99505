"""Addresses of `publishing`."""

from django.urls import path

from smartstart.workspace.publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:publication>/", views.detail, name="detail"),
    path("<uuid:publication>/meegelezen/", views.sign_off, name="sign-off"),
    path("<uuid:publication>/voordragen/", views.submit, name="submit"),
    path("<uuid:publication>/besluit/", views.decide, name="decide"),
    path("<uuid:publication>/openbaar/", views.publish, name="publish"),
    path("<uuid:publication>/intrekken/", views.withdraw, name="withdraw"),
]

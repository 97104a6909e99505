"""Addresses of `pilots`."""

from django.urls import path

from smartstart.workspace.pilots import views

app_name = "pilots"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:pilot>/", views.detail, name="detail"),
    path("<uuid:pilot>/fase/", views.move, name="move"),
]

"""Addresses of `pilots`."""

from django.urls import path

from smartstart.workspace.pilots.views import changes, pages, phases

app_name = "pilots"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("nieuw/<str:code>/", changes.new, name="new"),
    path("fasen/<str:code>/", phases.phases, name="phases"),
    path("fasen/<str:code>/<int:phase>/", phases.rename, name="phase"),
    path("fasen/<str:code>/<int:phase>/verwijderen/", phases.remove, name="phase-remove"),
    path("<uuid:pilot>/", pages.detail, name="detail"),
    path("<uuid:pilot>/teksten/", changes.edit, name="edit"),
    path("<uuid:pilot>/fase/", changes.move, name="move"),
    path("<uuid:pilot>/zichtbaar/", changes.show, name="show"),
]

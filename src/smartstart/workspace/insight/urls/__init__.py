"""Addresses of `insight`."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

app_name = "insight"
urlpatterns: list[URLPattern | URLResolver] = [path("", include("smartstart.workspace.insight.urls.findings"))]

# The colour of the neighbourhood, from open figures.
_COLOUR = "smartstart.workspace.insight.urls.colour"
if find_spec(_COLOUR):
    urlpatterns.append(path("kleur/", include(_COLOUR)))

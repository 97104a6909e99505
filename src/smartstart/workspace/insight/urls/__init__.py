"""Addresses of `insight`: what releases say, and the colour of the neighbourhood from open figures."""

from django.urls import include, path

app_name = "insight"
urlpatterns = [
    path("", include("smartstart.workspace.insight.urls.findings")),
    path("kleur/", include("smartstart.workspace.insight.urls.colour")),
]

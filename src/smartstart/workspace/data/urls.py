"""Addresses of `data`."""

from django.urls import path

from smartstart.workspace.data.views import figures, keys, releases, sources

app_name = "data"
urlpatterns = [
    path("vrijgaven/", releases.listing, name="releases"),
    path("vrijgaven/inlezen/", releases.upload, name="upload"),
    path("vrijgaven/<uuid:release>/", releases.detail, name="release"),
    path("vrijgaven/<uuid:release>/bestand/", releases.archive, name="archive"),
    path("sleutels/", keys.listing, name="keys"),
    path("sleutels/<int:key>/bestand/", keys.file, name="key-file"),
    path("sleutels/<int:key>/beeindigen/", keys.end, name="end-key"),
    path("sleutels/<str:code>/toevoegen/", keys.trust, name="trust-key"),
    path("bronnen/<uuid:source>/", sources.edit, name="source"),
    path("bronnen/<uuid:source>/weghalen/", sources.remove, name="remove-source"),
    path("cijfers/", figures.listing, name="figures"),
    path("cijfers/inlezen/", figures.upload, name="figures-upload"),
    path("cijfers/<uuid:load>/weghalen/", figures.remove, name="figures-remove"),
    path("<uuid:pilot>/", sources.detail, name="detail"),
    path("<uuid:pilot>/bron/", sources.add, name="add-source"),
]

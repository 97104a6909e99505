"""Addresses of `data`."""

from django.urls import path

from smartstart.workspace.data.views import figures, keys, own_indicator_changes, own_indicators, releases, sources

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
    path("cijfers/eigen/", own_indicators.listing, name="own-indicators"),
    path("cijfers/eigen/beschrijven/", own_indicator_changes.add, name="own-indicator-add"),
    path("cijfers/eigen/<uuid:own>/", own_indicators.detail, name="own-indicator"),
    path("cijfers/eigen/<uuid:own>/voorbeeld/", own_indicators.example, name="own-indicator-example"),
    path("cijfers/eigen/<uuid:own>/verbeteren/", own_indicator_changes.correct, name="own-indicator-correct"),
    path("cijfers/eigen/<uuid:own>/zichtbaar/", own_indicator_changes.show, name="own-indicator-show"),
    path("cijfers/eigen/<uuid:own>/intrekken/", own_indicator_changes.withdraw, name="own-indicator-withdraw"),
    path("<uuid:pilot>/", sources.detail, name="detail"),
    path("<uuid:pilot>/bron/", sources.add, name="add-source"),
]

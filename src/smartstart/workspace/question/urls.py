"""Addresses of `question`."""

from django.urls import path

from smartstart.workspace.question.views import gates, hunches, pages

app_name = "question"
urlpatterns = [
    path("<uuid:pilot>/", pages.detail, name="detail"),
    path("<uuid:pilot>/beschrijven/", pages.edit, name="edit"),
    path("<uuid:pilot>/zichtbaar/", pages.show, name="show"),
    path("<uuid:pilot>/vermoeden/", hunches.add, name="hunch-add"),
    path("<uuid:pilot>/vermoeden/<uuid:hunch>/", hunches.change, name="hunch"),
    path("<uuid:pilot>/argument/<uuid:argument>/intrekken/", gates.withdraw, name="withdraw"),
    path("<uuid:pilot>/toets/quick-scan/invullen/", gates.scan, name="scan"),
    path("<uuid:pilot>/toets/<str:kind>/", gates.gate, name="gate"),
    path("<uuid:pilot>/toets/<str:kind>/argument/", gates.argue, name="argue"),
    path("<uuid:pilot>/toets/<str:kind>/stap/<str:target>/", gates.step, name="step"),
]

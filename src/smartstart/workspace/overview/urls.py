"""Addresses of `overview`; the start page stands at the root."""

from django.urls import URLPattern

app_name = "overview"
urlpatterns: list[URLPattern] = []

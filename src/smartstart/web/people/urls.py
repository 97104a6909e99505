"""Addresses of `people`: one's own account, and the people of a municipality."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []

"""Addresses of `question`."""

from django.urls import URLPattern

app_name = "question"
urlpatterns: list[URLPattern] = []

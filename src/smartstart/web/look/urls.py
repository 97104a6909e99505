"""Addresses of the look."""

from django.urls import path

from smartstart.web.look import views

app_name = "look"
urlpatterns = [path("huisstijl.css", views.own_style, name="own-style")]

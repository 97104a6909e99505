"""All addresses of the workspace."""

from django.urls import include, path
from two_factor.urls import urlpatterns as two_factor

from smartstart.site.health import health
from smartstart.workspace.pilots.views.pages import listing

urlpatterns = [
    path("", listing, name="start"),
    path("pilots/", include("smartstart.workspace.pilots.urls")),
    path("vraag/", include("smartstart.workspace.question.urls")),
    path("data/", include("smartstart.workspace.data.urls")),
    path("inzicht/", include("smartstart.workspace.insight.urls")),
    path("openbaar/", include("smartstart.workspace.publishing.urls")),
    path("smoelenboek/", include("smartstart.workspace.directory.urls")),
    path("", include("smartstart.workspace.overview.urls")),
    path("uiterlijk/", include("smartstart.web.look.urls")),
    path("gezond/", health, name="health"),
    path("", include("smartstart.web.people.urls")),
    path("", include((two_factor[0], "two_factor"))),
]

"""The pages of the look, with those of logging in."""

from django.urls import include, path
from two_factor.urls import urlpatterns as two_factor

from tests.support.gallery import urlpatterns as gallery

urlpatterns = [*gallery, path("", include((two_factor[0], "two_factor")))]

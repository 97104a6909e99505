"""Addresses of `people`: one's own account, and the people of a municipality.

Logging in and the three of the second step take the place of the same addresses of django-two-factor-auth.
"""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import RedirectView

from smartstart.web.people.views import own, people, second_step

app_name = "people"
urlpatterns = [
    path("account/", own.account, name="account"),
    path("account/wachtwoord/", own.password, name="password"),
    path("account/code/", own.code, name="code"),
    path("account/login/", second_step.LogIn.as_view(), name="login"),
    path("account/two_factor/", RedirectView.as_view(pattern_name="people:account"), name="profile"),
    path("account/two_factor/setup/", second_step.SetUp.as_view(), name="second-step"),
    path("account/two_factor/backup/tokens/", second_step.BackupCodes.as_view(), name="backup-codes"),
    path("account/two_factor/disable/", second_step.Off.as_view(), name="second-step-off"),
    path("uitloggen/", LogoutView.as_view(), name="logout"),
    path("mensen/", people.listing, name="list"),
    path("mensen/<str:place>/toevoegen/", people.add, name="add"),
    path("mensen/<str:place>/van-elders/", people.invite, name="invite"),
    path("mensen/<str:place>/nakijken/", people.review, name="review"),
    path("mensen/<str:place>/<int:account>/", people.person, name="person"),
    path("mensen/<str:place>/<int:account>/rol/", people.give_role, name="give-role"),
    path("mensen/<str:place>/<int:account>/aan-uit/", people.switch, name="switch"),
    path("mensen/<str:place>/<int:account>/wachtwoord/", people.new_password, name="new-password"),
    path("mensen/<str:place>/<int:account>/tweede-stap/", people.reset_second_step, name="reset-second-step"),
    path("mensen/<str:place>/rol/<int:role>/einde/", people.end_role, name="end-role"),
    path("mensen/<str:place>/rol/<int:role>/nagekeken/", people.reviewed, name="reviewed"),
]

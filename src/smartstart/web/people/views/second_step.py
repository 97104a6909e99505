"""The second step at login, by django-two-factor-auth; here with an audit line, and no way out where it is a duty."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from two_factor.utils import default_device
from two_factor.views import BackupTokensView, DisableView, LoginView, SetupView

from smartstart.web.people.actions import own


class NoFiles:
    """A form in steps in which a file has no place: who sends one all the same, sent nothing."""

    def get_form_step_files(self, form: Any) -> dict[str, Any]:
        """Return nothing; the library would look for a place to keep a file."""
        del form
        return {}


class LogIn(NoFiles, LoginView):
    """Log in, with a second step for who has one."""

    def get_prefix(self, *_: Any, **__: Any) -> str:
        """Return what the fields are called as long as the library makes the form."""
        return "login_view"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin again with who comes at the second step without the first, or whose second step is gone meanwhile."""
        at_second = "challenge_device" in self.request.POST or self.steps.current != self.FIRST_STEP
        if at_second and not (self.get_user() and default_device(self.get_user())):
            self.storage.reset()
            self.show_timeout_error = True
            return self.render_goto_step(self.FIRST_STEP)
        return super().post(*args, **kwargs)


class SetUp(NoFiles, SetupView):
    """Set up a second step, where there is none yet."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead away who has one; and let somebody who came in before it was there, log in with it."""
        if not default_device(request.user):
            return super().dispatch(request, *args, **kwargs)
        if request.user.is_verified():
            return redirect(self.get_success_url())
        logout(request)
        return redirect("two_factor:login")

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """Write the device together with its audit line."""

        def finish() -> HttpResponse:
            return super(SetUp, self).done(form_list, **kwargs)

        return own.take_second_step(actor=self.request.actor, person=self.request.user, finish=finish)


class BackupCodes(BackupTokensView):
    """Show the back-up codes, or make new ones."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Write the codes together with their audit line."""

        def finish() -> HttpResponse:
            return super(BackupCodes, self).form_valid(form)

        return own.renew_backup_codes(actor=self.request.actor, person=self.request.user, finish=finish)


@method_decorator(login_required, name="dispatch")
class Off(DisableView):
    """Log in without a second step, where that may."""

    success_url = reverse_lazy("people:account")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask whether one is sure; not where a second step is a duty."""
        own.may_drop_second_step(settings.SMARTSTART_SECOND_STEP)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Forget the device together with the audit line."""
        del form
        own.drop_second_step(
            actor=self.request.actor, person=self.request.user, required=settings.SMARTSTART_SECOND_STEP
        )
        messages.success(self.request, "De tweede stap is uitgezet. Uw account is nu minder goed beschermd.")
        return redirect(self.success_url)

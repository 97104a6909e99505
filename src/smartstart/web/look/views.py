"""Pages that belong to no step: mistakes, and the municipality's own style sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from smartstart.web.look import theme


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer when a form was open too long, or came from elsewhere; `reason` is for developers and stays unsaid."""
    del reason
    return render(request, "look/csrf.html", status=403)


def _version(_request: HttpRequest) -> str | None:
    file = theme.path()
    if file is None or not file.is_file():
        return None
    state = file.stat()
    return f'"{state.st_mtime_ns:x}-{state.st_size:x}"'


@require_safe
@condition(etag_func=_version)
@cache_control(max_age=300, public=True)
def own_style(_request: HttpRequest) -> HttpResponse:
    """Return the municipality's own tokens."""
    file = theme.path()
    if file is None:
        raise Http404
    try:
        text = theme.read(file)
    except theme.ThemeError:
        raise Http404 from None
    return HttpResponse(text, content_type="text/css; charset=utf-8")

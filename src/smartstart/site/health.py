"""Whether the workplace answers, for whoever watches over the machine. It tells nothing else."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when pages and database work, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("de database antwoordt niet\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")

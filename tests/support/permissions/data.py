"""Who may what with releases, keys and sources."""

from smartstart.release.keys import public_pem
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.workspace.data.actions.releases import import_release
from smartstart.workspace.data.models import Release, Source, TrustedKey
from tests.support.importing import local_archive, trusting
from tests.support.permissions import Row, World, roles_that
from tests.support.signed import OTHER_KEY

_TRUSTERS = roles_that(Permission.TRUST_KEYS)
_DESCRIBERS = roles_that(Permission.EDIT_SOURCES)


def _made_release(world: World) -> Release:
    trusting(world.municipality)
    actor = Actor(NOBODY, "test", system=True)
    content = local_archive(world.municipality.code)
    imported = import_release(actor=actor, content=content, municipality=world.municipality.pk, pilot=world.pilot.pk)
    return imported.release


def _made_source(world: World) -> Source:
    return Source.objects.create(
        pilot=world.pilot, municipality=world.municipality, name="Wijkteams", answers="Wat ze zien.", cannot="De rest."
    )


def _made_key(world: World) -> TrustedKey:
    return trusting(world.municipality, OTHER_KEY, "Onderzoekers elders")


def _release(world: World) -> dict[str, object]:
    return {"release": world.made(_made_release).pk}


def _source(world: World) -> dict[str, object]:
    return {"source": world.made(_made_source).pk}


def _key(world: World) -> dict[str, object]:
    return {"key": world.made(_made_key).pk}


def _pilot(world: World) -> dict[str, object]:
    return {"pilot": world.pilot.pk}


def _place(world: World) -> dict[str, object]:
    return {"code": world.municipality.code}


def _trust(_: World) -> dict[str, object]:
    return {"key": public_pem(OTHER_KEY.public_key()).decode("ascii"), "name": "Onderzoekers", "compared": "on"}


def _described(_: World) -> dict[str, object]:
    return {"name": "Scholen", "answers": "Verzuim.", "cannot": "Thuis.", "visibility": "own", "seen_version": 1}


ROWS = (
    Row("data:upload", anonymous=True, elsewhere=None),
    Row("data:releases", anonymous=True, elsewhere=None),
    Row("data:release", _release),
    Row("data:archive", _release),
    Row("data:keys", elsewhere=None),
    Row("data:key-file", _key),
    Row("data:trust-key", _place, allowed=_TRUSTERS),
    Row("data:trust-key", _place, "post", _trust, allowed=_TRUSTERS),
    Row("data:end-key", _key, allowed=_TRUSTERS),
    Row("data:end-key", _key, "post", allowed=_TRUSTERS),
    Row("data:detail", _pilot),
    Row("data:add-source", _pilot, allowed=_DESCRIBERS),
    Row("data:add-source", _pilot, "post", _described, allowed=_DESCRIBERS),
    Row("data:source", _source, allowed=_DESCRIBERS),
    Row("data:source", _source, "post", _described, allowed=_DESCRIBERS),
    Row("data:remove-source", _source, allowed=_DESCRIBERS),
    Row("data:remove-source", _source, "post", allowed=_DESCRIBERS),
)

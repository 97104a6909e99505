"""`smartstart workspace person` and `… municipality`: who works here, for whoever runs the machine."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.cli.workplace import HERE, Home, Where, acting, municipality
from smartstart.vocabulary.errors import UsageError

if TYPE_CHECKING:
    from smartstart.web.accounts.models import User
    from smartstart.web.accounts.rules.roles import Role
    from smartstart.web.people.actions.persons import Entry

person = typer.Typer(no_args_is_help=True)
place = typer.Typer(no_args_is_help=True)

_Login = Annotated[str, typer.Argument(metavar="INLOGNAAM", help="De naam waarmee deze persoon inlogt.")]
_RoleWord = Annotated[str, typer.Option("--role", help="De rol, bijvoorbeeld beheerder of beleidsadviseur.")]


@person.command("add")
def add_person(
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Zoals collega's deze persoon kennen.")],
    role: _RoleWord,
    where: Where,
    email: Annotated[str, typer.Option("--email", help="Het e-mailadres; mag leeg.")] = "",
    login: Annotated[str, typer.Option("--login", help="De inlognaam; zonder keuze maken wij er een.")] = "",
    home: Home = HERE,
) -> None:
    """Maak een account met een rol; het wachtwoord voor één keer ziet u nu, en daarna niet meer."""
    with acting(home) as actor:
        from smartstart.web.people.actions.persons import add_person as add

        here, wanted = municipality(where), _role(role)
        _show(add(actor=actor, municipality=here, name=name, role=wanted, email=email, login=login))


@person.command("role")
def give_role(login: _Login, role: _RoleWord, where: Where, home: Home = HERE) -> None:
    """Geef iemand met een account nog een rol."""
    with acting(home) as actor:
        from smartstart.web.people.actions.roles import give_role as give

        found, here = _person(login), municipality(where)
        given = give(actor=actor, person=found, municipality=here, role=_role(role))
        typer.echo(f"Gegeven: {given}.")


@person.command("password")
def new_password(login: _Login, home: Home = HERE) -> None:
    """Geef iemand een nieuw wachtwoord voor één keer."""
    with acting(home) as actor:
        from smartstart.web.people.actions.persons import renew_password

        _show(renew_password(actor=actor, person=_person(login)))


@person.command("second-step")
def reset_second_step(login: _Login, home: Home = HERE) -> None:
    """Wis iemands tweede stap (telefoon kwijt), en geef een nieuw wachtwoord voor één keer."""
    with acting(home) as actor:
        from smartstart.web.people.actions.persons import reset_second_step as reset

        _show(reset(actor=actor, person=_person(login)))


@place.command("add")
def add_municipality(
    code: Annotated[str, typer.Argument(metavar="CODE", help="De code van CBS, bijvoorbeeld GM0855.")],
    name: Annotated[str, typer.Argument(metavar="NAAM", help="De naam van de gemeente.")],
    region: Annotated[str, typer.Option("--region", help="De regio waarmee deze gemeente deelt.")],
    home: Home = HERE,
) -> None:
    """Voeg een gemeente toe."""
    with acting(home) as actor:
        from smartstart.web.people.actions.municipalities import add_municipality as add

        try:
            added = add(actor=actor, code=code, name=name, region=region)
        except ValueError as problem:
            raise UsageError("Deze code klopt niet.", expected=str(problem)) from None
        typer.echo(f"Toegevoegd: {added} ({added.code}), regio {added.region}.")


def _person(login: str) -> "User":
    from smartstart.web.accounts.models import User

    found: User | None = User.objects.filter(username=login).first()
    if found is None:
        raise UsageError("Er is geen account met deze inlognaam.", mend="kijk bij 'Mensen en rollen' hoe iemand inlogt")
    return found


def _role(word: str) -> "Role":
    from smartstart.web.accounts.rules.roles import ROLE_WORDS, Role

    known = {dutch.lower(): role for role, dutch in ROLE_WORDS.items()} | {role.value: role for role in Role}
    found = known.get(word.strip().lower())
    if found is None:
        raise UsageError(
            "Deze rol kennen we niet.", expected="een van: " + ", ".join(dutch.lower() for dutch in ROLE_WORDS.values())
        )
    return found


def _show(entry: "Entry") -> None:
    typer.echo(f"Inlognaam:                {entry.person.username}")
    typer.echo(f"Wachtwoord voor één keer: {entry.password}")
    typer.echo("Geef het zelf door; bij de eerste keer inloggen kiest deze persoon een eigen wachtwoord.")

"""The declarations of tables that others made: what the framework and its parts keep here."""

from collections.abc import Mapping

from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention

_WITH_THE_ACCOUNT = Retention("zolang het account bestaat")
_ALWAYS = Retention("zolang de werkplek bestaat")
_ATTEMPTS = "zeven dagen"

_DEVICE_FIELDS: Mapping[str, Kind] = {
    "id": Kind.NONE,
    "user": Kind.ACCOUNT,
    "name": Kind.ACCOUNT,
    "confirmed": Kind.ACCOUNT,
    **dict.fromkeys(
        ("throttling_failure_timestamp", "throttling_failure_count", "created_at", "last_used_at"), Kind.TRACE
    ),
}
_ATTEMPT_FIELDS: Mapping[str, Kind] = dict.fromkeys(
    ("id", "user_agent", "ip_address", "username", "http_accept", "path_info", "attempt_time"), Kind.TRACE
)


def _attempts(what: str, *more: str) -> Privacy:
    return Privacy(
        what=what,
        purpose="een account beschermen tegen wie het wachtwoord probeert te raden",
        basis=PUBLIC_TASK,
        retention=Retention(_ATTEMPTS, days=7, since="attempt_time"),
        fields={**_ATTEMPT_FIELDS, **dict.fromkeys(more, Kind.TRACE)},
    )


def _rights(what: str, *fields: str) -> Privacy:
    return Privacy(
        what=what,
        purpose="onderdeel van het raamwerk; de werkplek zelf werkt met rollen",
        basis=PUBLIC_TASK,
        retention=_ALWAYS,
        fields=dict.fromkeys(fields, Kind.NONE),
    )


OTHERS: Mapping[str, Privacy] = {
    "sessions.Session": Privacy(
        what="een sessie: dat iemand is ingelogd",
        purpose="niet op elke bladzijde opnieuw hoeven in te loggen",
        basis=PUBLIC_TASK,
        retention=Retention("twaalf uur na het inloggen", days=0, since="expire_date"),
        fields={"session_key": Kind.SECRET, "session_data": Kind.TRACE, "expire_date": Kind.TRACE},
    ),
    "axes.AccessAttempt": _attempts(
        "een mislukte poging om in te loggen", "get_data", "post_data", "failures_since_start"
    ),
    "axes.AccessFailureLog": _attempts("een mislukte poging om in te loggen (niet in gebruik)", "locked_out"),
    "axes.AccessLog": _attempts("een keer inloggen (niet in gebruik)", "logout_time", "session_hash"),
    "axes.AccessAttemptExpiration": Privacy(
        what="tot wanneer inloggen niet kan, na te veel mislukte pogingen",
        purpose="een account beschermen tegen wie het wachtwoord probeert te raden",
        basis=PUBLIC_TASK,
        retention=Retention("tot inloggen weer kan", days=0, since="expires_at"),
        fields={"access_attempt": Kind.TRACE, "expires_at": Kind.TRACE},
    ),
    "otp_totp.TOTPDevice": Privacy(
        what="de tweede stap bij het inloggen: een code op de telefoon",
        purpose="een account beschermen, ook als iemand het wachtwoord kent",
        basis=PUBLIC_TASK,
        retention=_WITH_THE_ACCOUNT,
        fields={
            **_DEVICE_FIELDS,
            "key": Kind.SECRET,
            **dict.fromkeys(("step", "t0", "digits", "tolerance", "drift", "last_t"), Kind.NONE),
        },
    ),
    "otp_static.StaticDevice": Privacy(
        what="reservecodes van een account",
        purpose="kunnen inloggen als de telefoon weg is",
        basis=PUBLIC_TASK,
        retention=_WITH_THE_ACCOUNT,
        fields=_DEVICE_FIELDS,
    ),
    "otp_static.StaticToken": Privacy(
        what="een reservecode",
        purpose="kunnen inloggen als de telefoon weg is",
        basis=PUBLIC_TASK,
        retention=Retention("tot ze is gebruikt, of het account verdwijnt"),
        fields={"id": Kind.NONE, "device": Kind.ACCOUNT, "token": Kind.SECRET},
    ),
    "contenttypes.ContentType": _rights("de lijst van tabellen", "id", "app_label", "model"),
    "auth.Permission": _rights("een recht van het raamwerk", "id", "name", "content_type", "codename"),
    "auth.Group": _rights("een groep van het raamwerk (niet in gebruik)", "id", "name", "permissions"),
}
"""By the label of the model."""

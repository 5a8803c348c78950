"""What the server refuses, in Telegram's own words, because client libraries read them."""

from http import HTTPStatus


class Refusal(Exception):  # noqa: N818  (it reads as what happened)
    """A Bot API call is answered with an error; `code` is also the HTTP status."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        #: What a program can act on (core.telegram.org/bots/api#responseparameters).
        self.parameters = parameters


class HungUp(Exception):  # noqa: N818  (it reads as what happened)
    """A Bot API call is not answered: the connection closes."""


class NotPossible(Exception):  # noqa: N818  (it reads as what happened)
    """Something a person cannot do in a Telegram client, such as writing to a blocked bot.

    The reason is shown on the page, so it is marked for the catalogues where it is raised.
    """


def bad_request(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}")


def bad_markup(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def unauthorized() -> Refusal:
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    return Refusal(404, "Not Found")


def too_large() -> Refusal:
    return Refusal(413, "Request Entity Too Large")


def conflict() -> Refusal:
    return Refusal(
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )


def webhook_is_active() -> Refusal:
    return Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )


def ended_by_webhook() -> Refusal:
    return Refusal(409, "Conflict: terminated by setWebhook request")


def too_many_requests(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def server_error(status: int) -> Refusal:
    return Refusal(status, HTTPStatus(status).phrase)


def kicked(kind: str) -> Refusal:
    return Refusal(403, f"Forbidden: bot was kicked from the {kind} chat")


def not_a_member(kind: str) -> Refusal:
    return Refusal(403, f"Forbidden: bot is not a member of the {kind} chat")


def upgraded(chat_id: int) -> Refusal:
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, reason, migrate_to_chat_id=chat_id)


def blocked() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")


def never_started() -> Refusal:
    return Refusal(403, "Forbidden: bot can't initiate conversation with a user")


def chat_not_found() -> Refusal:
    return bad_request("chat not found")


def not_modified() -> Refusal:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )


def query_too_old() -> Refusal:
    return bad_request("query is too old and response timeout expired or query ID is invalid")

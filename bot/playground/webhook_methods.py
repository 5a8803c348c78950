"""The Bot API methods that say where updates go: to a webhook or to whoever asks."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.playground import limits
from bot.playground.call import Call
from bot.playground.guard import LOOPBACK
from bot.playground.model import Playground
from bot.playground.refusals import Refusal, bad_request, webhook_is_active
from bot.playground.updates import Update
from bot.playground.webhook import Webhook


async def get_updates(playground: Playground, call: Call) -> list[Update]:
    if playground.webhook.url:
        raise webhook_is_active()
    return await playground.updates.get(
        offset=call.number("offset") or 0,
        limit=call.number("limit") or 100,
        seconds=call.number("timeout") or 0,
        allowed=call.array("allowed_updates", "allowed updates"),
    )


def set_webhook(playground: Playground, call: Call) -> bool:
    """Setting again what is set already disturbs nothing that is under way."""
    allowed = call.array("allowed_updates", "allowed updates")
    wanted = _wanted(call)
    playground.updates.allow(allowed)
    _drop_pending(playground, call)
    _install(playground, wanted)
    return True


def delete_webhook(playground: Playground, call: Call) -> bool:
    _drop_pending(playground, call)
    _install(playground, Webhook())
    return True


def get_webhook_info(playground: Playground, _call: Call) -> dict[str, Any]:
    playground.updates.age()
    hook, outcomes = playground.webhook, playground.outcomes
    info = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(playground.updates.pending),
    }
    facts: dict[str, Any] = {"allowed_updates": playground.updates.allowed}
    if hook.url:
        facts |= {
            "max_connections": hook.max_connections,
            "ip_address": hook.ip_address,
            "last_error_date": outcomes.last_error_date,
            "last_error_message": outcomes.last_error,
        }
    return info | {name: fact for name, fact in facts.items() if fact}


def _install(playground: Playground, wanted: Webhook) -> None:
    if playground.webhook != wanted:
        if wanted.url:
            playground.updates.make_way()
        playground.set_webhook(wanted)
    playground.changed_now()


def _drop_pending(playground: Playground, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        playground.updates.forget()


def _wanted(call: Call) -> Webhook:
    url = call.text("url").strip()
    if not url:
        return Webhook()
    host = _checked(url)
    secret = call.text("secret_token")
    if len(secret) > limits.WEBHOOK_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[\w-]*", secret, re.ASCII):
        raise bad_request("secret token contains unallowed characters")
    asked = call.number("max_connections") or limits.WEBHOOK_CONNECTIONS
    connections = min(max(asked, 1), limits.MOST_WEBHOOK_CONNECTIONS)
    address = call.text("ip_address") or ("::1" if host == "::1" else "127.0.0.1")
    return Webhook(url, secret, connections, address)


def _checked(url: str) -> str:
    """The host. Unlike Telegram, which wants HTTPS and no reserved address, loopback only."""
    try:
        address = urlsplit(url if "://" in url else f"https://{url}")
        host, _port = address.hostname, address.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if address.scheme not in {"http", "https"} or not host:
        raise bad_request("invalid webhook URL specified")
    if host not in LOOPBACK:
        raise _elsewhere(host)
    return host


def _elsewhere(host: str) -> Refusal:
    return bad_request(
        f"bad webhook: {host} is not this computer, and a playground reaches no other"
    )

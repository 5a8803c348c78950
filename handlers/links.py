"""Addresses that open this bot with something in hand."""

from urllib.parse import quote


def deep_link(bot: str, argument: str) -> str:
    """`argument` comes back behind /start (at most 64 of A-Z, a-z, 0-9, _ and -)."""
    return f"https://{typed_link(bot, argument)}"


def typed_link(bot: str, argument: str) -> str:
    """The same, as it is read out and typed."""
    return f"t.me/{bot}?start={argument}"


def whatsapp(text: str) -> str:
    """Opens WhatsApp with this text ready to be sent to whomever one chooses."""
    return f"https://wa.me/?text={quote(text, safe='')}"

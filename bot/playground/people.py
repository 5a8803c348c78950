"""Whom a newcomer finds on the page: invented people, with numbers that nobody has."""

from dataclasses import dataclass

from bot.language import _


@dataclass
class Person:
    """One private chat with the bot; the chat's id is the person's, as on Telegram."""

    id: int
    first_name: str
    last_name: str = ""
    language_code: str = "id"
    phone: str = ""
    #: Whether they ever opened the conversation. A bot cannot write to anyone else.
    started: bool = False
    blocked: bool = False
    #: The newest message they have seen. Telegram tells no bot about it.
    read: int = 0
    #: The reply keyboard they have in front of them, as the bot sent it.
    keyboard: dict[str, object] | None = None
    #: The message a `force_reply` asked them to answer.
    answering: int | None = None


def _phone(number: int) -> str:
    return f"+62812000{number:05}"


def listed() -> list[Person]:
    """The people of a new playground."""
    return [
        Person(1001, "Siti", "Aminah", "id", _phone(1001)),
        Person(2001, "Budi", "Santoso", "id", _phone(2001), started=True),
        Person(3001, "Wayan", "Sukerti", "id", _phone(3001), started=True),
        Person(4001, "Rina", "Hartono", "id", _phone(4001), started=True),
        Person(5001, "Hasan", "Basri", "id", _phone(5001), started=True),
        *(
            Person(number, first, last, language, _phone(number), started=True)
            for number, (first, last, language) in enumerate(EXAMPLE_OWNERS, start=1101)
        ),
    ]


EXAMPLE_OWNERS = (
    ("Sri", "Wahyuni", "id"),
    ("Slamet", "Riyadi", "id"),
    ("Ni Made", "Ayu", "id"),
    ("Daeng", "Rahmat", "id"),
    ("Yuliana", "Wenda", "id"),
    ("Agus", "Setiawan", "id"),
    ("Clara", "Simanjuntak", "en"),
    ("Dewi", "Lestari", "id"),
)

_EXAMPLE = _("Example business owner")
#: One line for the page under the name of each listed person.
HINTS = {
    1001: _("Business owner, new here"),
    2001: _("Buyer at a large company"),
    3001: _("Business Development Officer"),
    4001: _("Programme manager (admin)"),
    5001: _("Expert: food, halal, packaging"),
    **dict.fromkeys(range(1101, 1101 + len(EXAMPLE_OWNERS)), _EXAMPLE),
}

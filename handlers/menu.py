"""The menu beside the text field: the commands in the words of each language and role."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from bot.delivery.menus import MenuChanged
from bot.delivery.screen import Screen
from bot.language import Words, _, words_for
from bot.people.models import Role


@dataclass(frozen=True)
class Entry:
    english: str
    indonesian: str
    does: str
    #: Who else than everybody sees it: only those who hold one of these roles.
    roles: frozenset[Role] = frozenset()


#: In this order. What everybody sees is what a newcomer needs, and an owner.
MENU = (
    Entry("start", "mulai", _("Start, or go on where you were")),
    Entry(
        "applications",
        "pendaftaran",
        _("Applications of buyers"),
        frozenset({Role.ADMIN}),
    ),
    Entry("admin", "pengelola", _("For admins"), frozenset({Role.ADMIN})),
    Entry("invite", "undang", _("Invite somebody"), frozenset({Role.ADMIN})),
    Entry(
        "poster",
        "poster",
        _("Posters with a QR code"),
        frozenset({Role.ADMIN, Role.OFFICER, Role.OFFTAKER}),
    ),
    Entry("publish", "terbitkan", _("Publish a price or need"), frozenset({Role.OFFTAKER})),
    Entry("bulletins", "siaran", _("Our price news and needs"), frozenset({Role.OFFTAKER})),
    Entry("today", "hariini", _("What is before you today"), frozenset({Role.OFFICER})),
    Entry("caseload", "dampingan", _("Businesses I look after"), frozenset({Role.OFFICER})),
    Entry("report", "laporan", _("Report of a month"), frozenset({Role.OFFICER, Role.ADMIN})),
    Entry("plan", "jadwalkan", _("Plan a coaching session"), frozenset({Role.OFFICER})),
    Entry("owners", "diwakili", _("Owners I speak for"), frozenset({Role.OFFICER})),
    Entry("calls", "telepon", _("Calls to make"), frozenset({Role.OFFICER})),
    Entry(
        "questions",
        "pertanyaan",
        _("Questions that wait for you"),
        frozenset({Role.ADMIN, Role.OFFICER, Role.EXPERT}),
    ),
    Entry("prices", "harga", _("Today's prices")),
    Entry("needs", "kebutuhan", _("What buyers look for")),
    Entry("offers", "tawaran", _("Offers")),
    Entry("subscriptions", "langganan", _("What you hear of")),
    Entry("coaching", "pendampingan", _("Coaching sessions")),
    Entry("programmes", "program", _("Coaching programmes")),
    Entry("houses", "rumah", _("Joint production houses")),
    Entry("ask", "tanya", _("Ask my officer")),
    Entry("learn", "belajar", _("Library")),
    Entry("profile", "profil", _("My profile")),
    Entry("language", "bahasa", _("Change the language")),
    Entry("privacy", "privasi", _("My data and privacy")),
    Entry("help", "bantuan", _("Help")),
    Entry("cancel", "batal", _("Leave a question")),
)


def menu(language: str, roles: Iterable[Role] = ()) -> tuple[tuple[str, str], ...]:
    """Names and descriptions as Telegram takes them; without roles, those of a newcomer."""
    words, held = words_for(language), set(roles)
    return tuple(
        (entry.indonesian if language == "id" else entry.english, words.plain(entry.does))
        for entry in MENU
        if not entry.roles or entry.roles & held
    )


def menu_changed(words: Words, facts: MenuChanged) -> Screen:
    return Screen(Markup(), menu=menu(words.language, facts.roles))

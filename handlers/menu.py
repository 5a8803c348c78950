"""The menu beside the text field: the commands in the words of each language and role."""

from collections.abc import Iterable, Mapping
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


START = Entry("start", "mulai", _("Start, or go on where you were"))
PRICES = Entry("prices", "harga", _("Today's prices"))
NEEDS = Entry("needs", "kebutuhan", _("What buyers look for"))
OFFERS = Entry("offers", "tawaran", _("Offers"))
COACHING = Entry("coaching", "pendampingan", _("Coaching sessions"))
PROGRAMMES = Entry("programmes", "program", _("Coaching programmes"))
HOUSES = Entry("houses", "rumah", _("Joint production houses"))
LIBRARY = Entry("learn", "belajar", _("Library"))
QUESTIONS = Entry("questions", "pertanyaan", _("Questions that wait for you"))
POSTER = Entry("poster", "poster", _("Posters with a QR code"))
REPORT = Entry("report", "laporan", _("Report of a month"))
#: What those of a role use, the most frequent first. A newcomer sees what an owner does.
MENU: Mapping[Role, tuple[Entry, ...]] = {
    Role.OWNER: (
        PRICES,
        NEEDS,
        OFFERS,
        COACHING,
        Entry("ask", "tanya", _("Ask my officer")),
        HOUSES,
        PROGRAMMES,
        LIBRARY,
        Entry("subscriptions", "langganan", _("What you hear of")),
    ),
    Role.OFFTAKER: (
        Entry("publish", "terbitkan", _("Publish a price or need")),
        Entry("bulletins", "siaran", _("Our price news and needs")),
        OFFERS,
        Entry("suppliers", "pemasok", _("My suppliers")),
        PRICES,
        NEEDS,
        POSTER,
    ),
    Role.OFFICER: (
        Entry("today", "hariini", _("What is before you today")),
        Entry("caseload", "dampingan", _("Businesses I look after")),
        COACHING,
        Entry("plan", "jadwalkan", _("Plan a coaching session")),
        QUESTIONS,
        Entry("calls", "telepon", _("Calls to make")),
        Entry("owners", "diwakili", _("Owners I speak for")),
        PROGRAMMES,
        HOUSES,
        LIBRARY,
        PRICES,
        NEEDS,
        REPORT,
        Entry("groups", "grup", _("News for your groups")),
        Entry("leave", "cuti", _("Go on leave, or come back")),
        POSTER,
    ),
    Role.EXPERT: (QUESTIONS, LIBRARY, PRICES, NEEDS),
    Role.ADMIN: (
        Entry("applications", "pendaftaran", _("Applications of buyers")),
        Entry("admin", "pengelola", _("For admins")),
        REPORT,
        QUESTIONS,
        PROGRAMMES,
        HOUSES,
        Entry("invite", "undang", _("Invite somebody")),
        POSTER,
        PRICES,
        NEEDS,
    ),
}
MENU_ALL = (
    Entry("profile", "profil", _("My profile")),
    Entry("reminders", "pengingat", _("When to be reminded")),
    Entry("language", "bahasa", _("Change the language")),
    Entry("privacy", "privasi", _("My data and privacy")),
    Entry("help", "bantuan", _("Help")),
    Entry("cancel", "batal", _("Leave a question")),
)
#: All there are, once each.
ENTRIES = tuple(dict.fromkeys([START, *(each for row in MENU.values() for each in row), *MENU_ALL]))
#: Whose entries come first for who holds several roles.
FIRST = (Role.ADMIN, Role.OFFTAKER, Role.OFFICER, Role.EXPERT, Role.OWNER)


def menu(language: str, roles: Iterable[Role] = ()) -> tuple[tuple[str, str], ...]:
    """Names and descriptions as Telegram takes them; without roles, those of a newcomer."""
    words, held = words_for(language), set(roles) or {Role.OWNER}
    theirs = [entry for role in FIRST if role in held for entry in MENU[role]]
    return tuple(
        (entry.indonesian if language == "id" else entry.english, words.plain(entry.does))
        for entry in dict.fromkeys([START, *theirs, *MENU_ALL])
    )


def menu_changed(words: Words, facts: MenuChanged) -> Screen:
    return Screen(Markup(), menu=menu(words.language, facts.roles))

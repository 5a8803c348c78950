"""Help: what there is for each role, under headings, the most frequent first."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.coaching.care import officer_of
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.partnerships import vetting
from bot.people.models import Role

HEADING = Markup("<b>{}</b>")
#: What stands under one heading.
Section = tuple[str, tuple[str, ...]]

MARKET, COMPANY = _("Prices and buyers"), _("Company")
DAY, COACHING, OWNERS = _("Your day"), _("Coaching"), _("Business owners")
QUESTIONS, WAITING, PEOPLE = _("Questions"), _("What waits for you"), _("People and data")
YOURSELF = _("About you")

PRICES, NEEDS = _("/prices – today's prices"), _("/needs – what buyers look for")
OFFERS = _("/offers – offers and answers")
GROUPS = _("/groups – news for your group or channel")
SCHEDULE = _("/coaching – your coaching sessions")
PROGRAMMES = _("/programmes – coaching programmes")
HOUSES = _("/houses – joint production houses")
LEARN = _("/learn – search the library")
HOMEWORK = _("/homework – homework and promises")
REMINDERS = _("/reminders – when you are reminded")
CALENDAR = _("/calendar – sessions in your phone's calendar")
TO_ANSWER = _("/questions – what waits for your answer")
REPORT = _("/report – the month's report")
OWN_COMPANY = _("/company – your company and its application")
APPLY = _("/apply – register your company as a buyer")
CLAIM = _("/claim – an account that an officer made for you")
HANDOVER = _("/handover – pass businesses on to another officer")
POSTER = _("/poster – a QR code that brings people in")
HELP: Mapping[Role, tuple[Section, ...]] = {
    Role.OWNER: (
        (
            MARKET,
            (
                PRICES,
                _("/net – what is left of each price for you"),
                NEEDS,
                OFFERS,
                _("/subscriptions – the news you get, and how to stop it"),
                _("/why – why news came, or did not"),
                GROUPS,
            ),
        ),
        (
            COACHING,
            (
                SCHEDULE,
                _("/ask – ask your officer"),
                _("/officer – who helps you"),
                LEARN,
                HOMEWORK,
                _("/checkin – say that you are at a class"),
                PROGRAMMES,
                HOUSES,
                REMINDERS,
                CALENDAR,
            ),
        ),
        (YOURSELF, (_("/businesses – your businesses"), CLAIM)),
    ),
    Role.OFFTAKER: (
        (
            MARKET,
            (
                _("/publish – publish a price or need"),
                _("/price_template – many prices at once, from a file"),
                _("/bulletins – correct, extend or withdraw what you published"),
                OFFERS,
                PRICES,
                NEEDS,
            ),
        ),
        (
            COMPANY,
            (
                _("/suppliers – your suppliers"),
                OWN_COMPANY,
                _("/members – who works for your company"),
                POSTER,
            ),
        ),
    ),
    Role.OFFICER: (
        (
            DAY,
            (
                _("/today – what is before you"),
                _("/caseload – the businesses you look after"),
                TO_ANSWER,
                _("/calls – whom to call, and what to tell"),
                REPORT,
                _("/leave – days off, and who stands in for you"),
                HANDOVER,
            ),
        ),
        (
            COACHING,
            (
                SCHEDULE,
                _("/plan – plan a session"),
                HOMEWORK,
                PROGRAMMES,
                HOUSES,
                LEARN,
                REMINDERS,
                CALENDAR,
            ),
        ),
        (
            OWNERS,
            (
                _("/owners – owners without a smartphone"),
                _("/owner_template – register many from a spreadsheet"),
                _("/claims – who asks for their account"),
                POSTER,
                GROUPS,
            ),
        ),
        (MARKET, (PRICES, NEEDS)),
    ),
    Role.EXPERT: (
        (QUESTIONS, (TO_ANSWER, _("/fields – what you can be asked about"), LEARN)),
        (COACHING, (SCHEDULE, REMINDERS, CALENDAR)),
        (MARKET, (PRICES, NEEDS)),
    ),
    Role.ADMIN: (
        (
            WAITING,
            (
                _("/applications – check buyers' applications"),
                _("/to_confirm – bulletins that wait for a yes"),
                _("/requests – products that are not in the list"),
                TO_ANSWER,
                _("/admin – figures, and what waits for you"),
            ),
        ),
        (
            PEOPLE,
            (
                _("/invite – invite officers, experts and admins"),
                _("/experts – who knows what"),
                HANDOVER,
                POSTER,
                _("/funnel – how many register, and where they stop"),
                _("/data_requests – privacy requests of people without the bot"),
                _("/data_record – who looked at or changed others' data"),
            ),
        ),
        (COACHING, (PROGRAMMES, HOUSES, REPORT)),
        (MARKET, (PRICES, NEEDS)),
    ),
}
ALL: Section = (
    YOURSELF,
    (
        _("/profile – your data"),
        _("/privacy – what is kept, and how to stop"),
        _("/language – change the language"),
        _("/cancel – leave a question"),
    ),
)
#: Whose lines come first for who holds several roles.
FIRST = (Role.ADMIN, Role.OFFTAKER, Role.OFFICER, Role.EXPERT, Role.OWNER)


class Help(Notice):
    kind = "help"

    roles: tuple[Role, ...]
    #: Whether they speak for a company, which no admin may have approved yet.
    company: bool = False
    #: Whether a voice note can be passed on to somebody.
    voice: bool = False


async def show_help(turn: Turn) -> None:
    company = await vetting.offtaker_of(turn.db, turn.person.id) is not None
    voice = await officer_of(turn.db, turn.person) is not None
    turn.reply(Help(roles=tuple(sorted(turn.roles)), company=company, voice=voice))


def help_screen(words: Words, facts: Help) -> Screen:
    """What those of these roles do; then what everybody may."""
    sections = [section for role in FIRST if role in facts.roles for section in HELP[role]]
    sections = sections or list(HELP[Role.OWNER])
    if facts.company or not facts.roles:
        sections.append((COMPANY, (OWN_COMPANY if facts.company else APPLY,)))
    type_it = words(
        _("You can also just type: “coffee price in Malang”, or send a voice note.")
        if facts.voice
        else _("You can also just type: “coffee price in Malang”.")
    )
    about = words(_("Mitra brings producers, buyers and coaching together."))
    parts = [
        words.lines([HEADING.format(words(heading)), *map(words, lines)])
        for heading, lines in _each_once([*sections, ALL]).items()
    ]
    return Screen(words.paragraphs([about, *parts, type_it]))


def _each_once(sections: Iterable[Section]) -> dict[str, list[str]]:
    """The lines of each heading; what several roles share stands where it comes first."""
    told: set[str] = set()
    joined: dict[str, list[str]] = {}
    for heading, lines in sections:
        new = [line for line in lines if line not in told]
        told.update(new)
        if new:
            joined.setdefault(heading, []).extend(new)
    return joined

"""Which handler an update reaches, by what was said and by what is known of the person."""

import ast
import inspect

import pytest

from bot.conversation.models import Conversation
from bot.conversation.said import (
    Command,
    Contact,
    Edited,
    Forwarded,
    Location,
    Media,
    Other,
    Said,
    Sheet,
    Tap,
    Text,
    Voice,
)
from bot.intake import spreadsheets
from bot.people import businesses, roles
from bot.people.businesses import Make
from bot.people.models import Role
from handlers import tables, taps, unread
from handlers.commands import COMMANDS, INDONESIAN, OPEN, STARTS
from handlers.forms import FORMS
from handlers.taps import BUTTONS
from tests.handlers.chatting import Chat

NAMES = {
    "help": "bantuan",
    "language": "bahasa",
    "profile": "profil",
    "prices": "harga",
    "needs": "kebutuhan",
    "publish": "terbitkan",
    "coaching": "pendampingan",
    "privacy": "privasi",
    "cancel": "batal",
}


def test_every_command_has_its_equal_in_indonesian() -> None:
    equals = {english: name for name, english in INDONESIAN.items()}
    assert equals.items() >= NAMES.items()
    assert equals.keys() == COMMANDS.keys()
    assert COMMANDS.keys() >= {"start", *NAMES}
    assert OPEN | STARTS.keys() <= COMMANDS.keys()


async def test_both_names_of_a_command_do_the_same(chat: Chat) -> None:
    chat.becomes_registered()
    for name, english in INDONESIAN.items():
        said = []
        for each in (name, english):
            chat.conversation.form, chat.conversation.state, chat.conversation.turn = None, {}, 0
            said.append(await chat.does(Command(each)))
        assert said[0] == said[1]


ANYTHING: list[Said] = [
    Text("halo"),
    Command("start"),
    Command("prices"),
    Command("batal"),
    Command("nonsense"),
    Tap("q:register:language:0:=id", 1),
    Tap("nonsense", 1),
    Tap("go:prices", 1),
    Other("video"),
    Media("photo", "AgAC", caption="harga kopi robusta 62rb/kg malang sampai jumat"),
    Media("document", "BQAC", name="a.docx"),
    Edited(),
    Contact("+6281234567890", mine=True),
    Location(-7.9666, 112.6326),
    Voice("AwAD", 3),
    tables.read(Sheet("a.xlsx", (("Nama",),))),
    tables.read(Sheet("a.xlsx", problem=spreadsheets.LOCKED)),
    Forwarded("/publish"),
]


async def test_whoever_is_not_known_is_welcomed_first(chat: Chat) -> None:
    for said in ANYTHING:
        chat.conversation.form, chat.conversation.state = None, {}
        assert await chat.kinds(said) == ["question"]
        assert chat.conversation.form == "register"


async def test_an_account_is_claimed_by_who_has_never_registered(chat: Chat) -> None:
    assert await chat.kinds(Command("claim")) == ["question"]


@pytest.mark.parametrize("command", sorted(OPEN - {"claim"}))
async def test_some_things_can_be_asked_before(chat: Chat, command: str) -> None:
    assert "question" not in await chat.kinds(Command(command))
    assert chat.conversation.form is None


FORGED = [
    *("", ":", "q", "q:", "q:::::", "q:register", "q:nothing:x:0:=y", "go", "go:", "go:nonsense"),
    *("vet:approve:x", "vet:approve:", "vet:x:1", "vet:approve:9" + "9" * 30, "vet:approve:²"),
    *("vet:approve:999999", "ledger:x", "ledger:", "ledger:-1", "ledger:" + "9" * 40, "ledger:1"),
    *("speak:xx", "speak:", "consent:", "consent:maybe", "🙂" * 16, "{}", "%s", "q:plan:\x00:1:="),
]


@pytest.mark.parametrize("known", [False, True])
async def test_a_forged_tap_is_answered_and_does_no_harm(chat: Chat, known: bool) -> None:
    if known:
        chat.becomes_registered()
        for role in Role:
            await roles.grant(chat.db, chat.person.id, role)
    for command in ("cancel", "correct"):  # between conversations, and in the middle of one
        await chat.does(Command(command))
        for data in FORGED:
            await chat.does(Tap(data, 1))
    assert chat.person.language == "id"


async def test_the_number_of_a_button_is_never_trusted(chat: Chat) -> None:
    chat.becomes_registered()
    assert await chat.kinds(Tap("vet:approve:1", 1)) == ["no_access"]
    assert await chat.kinds(Tap("ledger:1", 1)) == ["no_access"]


async def test_a_question_stays_open_while_something_else_is_asked(chat: Chat) -> None:
    await chat.does(Command("start"))
    assert await chat.kinds(Command("bantuan")) == ["help", "question"]
    assert await chat.kinds(Command("prices")) == ["question"]
    assert await chat.kinds(Command("nonsense")) == ["question"]
    assert await chat.kinds(Tap("speak:en", 1)) == ["language_changed", "question"]
    assert chat.person.language == "en"
    assert await chat.kinds(Command("cancel")) == ["cancelled"]


async def test_a_question_does_not_push_away_what_is_kept(chat: Chat) -> None:
    await chat.does(Command("start"))
    assert await chat.kinds(Command("privacy")) == ["privacy", "question"]
    assert await chat.kinds(Tap("privacy:stop", 1)) == ["purposes"]
    assert await chat.kinds(Tap("privacy:erase", 1)) == ["erasing"]
    assert await chat.kinds(Text("indonesia")) == ["question"], "and it is still open"


async def test_only_who_is_not_known_is_told_how_to_begin_again(chat: Chat) -> None:
    await chat.does(Command("start"))
    [newcomer] = await chat.does(Command("cancel"))
    assert newcomer.first
    chat.becomes_registered()
    await chat.does(Command("addbusiness"))
    [known] = await chat.does(Command("cancel"))
    assert not known.first


async def test_who_begins_something_else_hears_that_the_profile_is_stored(chat: Chat) -> None:
    chat.becomes_registered()
    await businesses.add(chat.db, chat.person, "Usaha Siti", "35.07", [Make("kopi-robusta", "")])
    assert await chat.kinds(Command("complete")) == ["question"]
    assert "set_aside" in await chat.kinds(Command("addbusiness"))
    assert chat.conversation.form == "add_business"


async def test_a_tap_counts_once(chat: Chat) -> None:
    await chat.does(Command("start"))
    tap = Tap(f"q:register:language:{chat.conversation.turn}:=id", 1)
    await chat.does(tap)
    before = dict(chat.conversation.state)
    [again] = await chat.does(tap)
    assert "earlier question" in again.note
    assert chat.conversation.state == before


async def test_a_second_tap_on_the_last_button_begins_nothing_and_apologises_for_nothing(
    chat: Chat,
) -> None:
    for said in ("halo", "indonesia"):
        await chat.does(Text(said))
    no = Tap(f"q:register:consent:{chat.conversation.turn}:=no", 1)
    assert await chat.kinds(no) == ["declined"]
    assert await chat.kinds(no) == ["settled"]
    assert chat.conversation.form is None
    await chat.does(Text("halo"))
    cancels = Tap(f"q:register:language:{chat.conversation.turn}:x", 1)
    assert await chat.kinds(cancels) == ["cancelled"]
    assert await chat.kinds(cancels) == ["settled"]
    assert await chat.kinds(Tap("q:register:name:0:<", 1)) == ["question"]


STALE = [
    "q:register:language:99:=id",
    "q:register:name:{turn}:=id",
    "q:publish:language:{turn}:=id",
]


@pytest.mark.parametrize("data", STALE)
async def test_a_button_of_another_turn_step_or_form_is_stale(chat: Chat, data: str) -> None:
    await chat.does(Command("start"))
    [answer] = await chat.does(Tap(data.format(turn=chat.conversation.turn), 1))
    assert "earlier question" in answer.note
    assert chat.conversation.state["answers"] == {}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXPERT, Role.ADMIN])
async def test_a_role_that_was_given_is_neither_asked_nor_lost(chat: Chat, role: Role) -> None:
    await roles.grant(chat.db, chat.person.id, role)
    for said in ("halo", "indonesia", "boleh", "Pak Wayan", "kota batu"):
        await chat.does(Text(said))
    turn = chat.conversation.turn
    assert await chat.kinds(Tap(f"q:register:review:{turn}:!", 1)) == ["registered"]
    assert chat.person.registered_at is not None
    assert await roles.roles_of(chat.db, [chat.person.id]) == {chat.person.id: {role}}


async def test_what_cannot_be_read_is_said_so_and_nothing_is_lost(chat: Chat) -> None:
    await chat.does(Command("start"))
    before = dict(chat.conversation.state)
    for said in (Voice("AwAD", 3), Other("video"), Edited(), Forwarded("Sari"), ANYTHING[-2]):
        [answer] = await chat.does(said)
        assert answer.note
    assert chat.conversation.state == before


def test_buttons_and_commands_share_no_prefix() -> None:
    assert not {"q", "go"} & BUTTONS.keys()


OUT_OF_PLACE = [
    (Forwarded("saya punya cabai"), "written by somebody else"),
    (tables.read(Sheet("a.xlsx", problem=spreadsheets.LOCKED)), "has a password"),
    (tables.read(Sheet("a.xlsx", (("Nama",),))), "expect no list"),
    (Contact("0812", mine=False), "somebody else's number"),
    (Contact("0812", mine=True), "only when we have asked"),
    (Location(0, 0), "only when we have asked"),
    (Edited(), "edited"),
    *((Other(kind), sentence) for kind, sentence in unread.KINDS.items()),
    (Media("photo", "AgAC", caption="cabai"), unread.KINDS["photo"]),
    (Media("document", "BQAC", album=True), unread.KINDS["document"]),
    (Other("hologram"), "cannot read that"),
]


@pytest.mark.parametrize(("said", "note"), OUT_OF_PLACE)
async def test_what_nobody_asked_for_is_answered_with_what_helps(
    chat: Chat, said: Said, note: str
) -> None:
    chat.becomes_registered()
    [answer] = await chat.does(said)
    assert note in answer.note


def test_the_name_of_every_form_fits_where_it_is_kept() -> None:
    """SQLite would not mind; PostgreSQL does."""
    longest = Conversation.__table__.c.form.type.length  # type: ignore[attr-defined]  # a String
    assert [name for name in FORMS if len(name) > longest] == []


def test_no_two_kinds_of_button_begin_alike() -> None:
    """Of two with one beginning the second would silently take the taps of the first."""
    listed = ast.parse(inspect.getsource(taps)).body
    (table,) = [
        each.value
        for each in listed
        if isinstance(each, ast.AnnAssign) and ast.unparse(each.target) == "BUTTONS"
    ]
    assert isinstance(table, ast.Dict)
    named = [key for key in table.keys if key is not None]
    taken_over = [value for key, value in zip(table.keys, table.values, strict=True) if key is None]
    others = [
        getattr(taps, ast.unparse(each).removesuffix(".BUTTONS")).BUTTONS for each in taken_over
    ]
    assert len(named) + sum(map(len, others)) == len(taps.BUTTONS)

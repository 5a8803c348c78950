"""Who looks after somebody, and how they are reached."""

from bot.coaching.care import officer_of, own_officer_of
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from handlers.address import called
from handlers.coaching import coaching_off
from handlers.home import go


class YourOfficer(Notice):
    kind = "your_officer"

    officer: str | None
    honorific: str | None = None
    #: In whose stead, who is on leave.
    absent: str | None = None


async def show_officer(turn: Turn) -> None:
    if await coaching_off.is_off(turn):
        turn.reply(coaching_off.CoachingIsOff())
        return
    officer = await officer_of(turn.db, turn.person)
    own = await own_officer_of(turn.db, turn.person)
    turn.reply(
        YourOfficer(
            officer=officer.name if officer else None,
            honorific=officer.honorific if officer else None,
            absent=own.name if own and officer and own.id != officer.id else None,
        )
    )


_WISHES = ((_("Ask my officer"), "ask"), (_("Coaching schedule"), "coaching"))


def your_officer(words: Words, facts: YourOfficer) -> Screen:
    if facts.officer is None:
        nobody = _(
            "No officer looks after your region yet. A question goes to the managers of the "
            "programme."
        )
        return Screen(words(nobody), _rows(words, ((_("Ask a question"), "ask"),)))
    if facts.absent:
        away = _(
            "{absent} is on leave. {officer} stands in meanwhile. You can ask here: typed, by "
            "photo or by voice note."
        )
        officer = called(words, facts.officer, facts.honorific)
        text = words(away, absent=facts.absent, officer=officer)
        return Screen(text, _rows(words, _WISHES))
    text = words(
        _(
            "Your officer is {officer}. You can ask here: typed, by photo or by voice note. The "
            "next meetings stand in the schedule."
        ),
        officer=called(words, facts.officer, facts.honorific),
    )
    return Screen(text, _rows(words, _WISHES))


def _rows(words: Words, wishes: tuple[tuple[str, str], ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple((go(words.plain(label), command),) for label, command in wishes)

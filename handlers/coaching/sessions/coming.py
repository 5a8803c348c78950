"""“Bisa pak”, “ga bisa, lagi melaut”, “jam 2 aja?”: typed to a session instead of tapped."""

from collections.abc import Sequence

from bot import clock
from bot.coaching.models import Said
from bot.coaching.sessions import answers, recurrence, sessions
from bot.coaching.sessions.notices import (
    NewOfficer,
    PlaceFreed,
    Seen,
    SessionFacts,
    SessionPlanned,
    SessionsMoved,
    SessionSoon,
)
from bot.conversation.said import Text
from bot.conversation.talk import carry_on
from bot.conversation.turn import Turn
from bot.delivery.models import Lane, Outgoing
from bot.delivery.newest import newest
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.language.reading.coming import Comes, Coming, read_coming
from bot.language.reading.dates import read_when
from bot.language.reading.wishes import Wish
from bot.market import offers
from handlers.coaching.coaching import label, show_schedule
from handlers.coaching.sessions import rescheduling
from handlers.coaching.sessions.session_card import SAID, card, facts_of
from handlers.coaching.sessions.session_words import does
from handlers.market.offers import offering, supplying

#: The news of one session, and of several.
OF_ONE = {each.kind for each in (SessionPlanned, SessionSoon, PlaceFreed, NewOfficer)}
OF_SEVERAL = SessionsMoved.kind


class AnswersWhich(Notice):
    """Which of several sessions is answered by what was typed."""

    kind = "answers_which"

    sessions: tuple[SessionFacts, ...]
    said: Comes


async def answer(turn: Turn, text: str) -> bool:
    """Whether it answers a session that somebody takes part in, or the bulletin that came last.

    What came last is meant. If that was neither, “ok” and “bisa” are about something else, and the
    rest is about a session that has no answer yet.
    """
    said = read_coming(text, clock.now().astimezone(turn.words.zone))
    if said is None:
        return False
    last = await newest(turn.db, turn.person.id)
    if last and last.lane == Lane.BULLETIN and not said.there:
        return await _to_bulletin(turn, last, said)
    coming = await sessions.upcoming(turn.db, turn.person.id)
    mine = [seen for seen in coming if seen.guest(turn.person.id)]
    meant = _meant(turn, mine, last, said)
    if len(meant) > 1:
        asked = tuple(facts_of(turn, each) for each in meant)
        turn.reply(AnswersWhich(sessions=asked, said=said.said))
    elif meant and _is_sure(meant[0], last, said):
        await _take(turn, meant[0], said)
    elif meant:
        turn.reply(card(turn, meant[0], _("Is your answer about this session?")))
    return bool(meant)


def _is_sure(meant: Seen, last: Outgoing | None, said: Coming) -> bool:
    """A mere “bisa” answers what came last, and else it is only asked about."""
    return said.said is not Comes.YES or said.there or meant.session.id in _told_of(last)


async def unanswered(turn: Turn) -> SessionFacts | None:
    """The next session that has no answer yet of somebody who is to come."""
    coming = await sessions.upcoming(turn.db, turn.person.id)
    open_ones = _unanswered(turn, [seen for seen in coming if seen.guest(turn.person.id)])
    return facts_of(turn, open_ones[0]) if open_ones else None


async def _to_bulletin(turn: Turn, last: Outgoing, said: Coming) -> bool:
    """“Bisa” begins the offer; “ok” only says that it was read."""
    if said.said is not Comes.YES or not said.able or last.bulletin_id is None:
        return False
    await offering.start(turn, str(last.bulletin_id))
    return True


async def offer(turn: Turn, wish: Wish) -> bool:
    """“Bisa setor 2 kw” to the bulletin that came last: nothing of it is asked again."""
    amount = wish.quantity and supplying.phrase(wish.quantity)
    last = await newest(turn.db, turn.person.id)
    if not amount or last is None or last.bulletin_id is None or wish.region:
        return False
    about = await offers.answered(turn.db, last.bulletin_id)
    crop = wish.commodity
    named = {each.slug for each in crop.meant} if crop else set()
    if about is None or (named and about.commodity not in named):
        return False
    await offering.start(turn, f"{about.id}:{amount}")
    return True


def _meant(turn: Turn, mine: Sequence[Seen], last: Outgoing | None, said: Coming) -> Sequence[Seen]:
    told = _told_of(last)
    if said.said is not Comes.YES or said.there:
        return [seen for seen in mine if seen.session.id in told] or _unanswered(turn, mine) or mine
    fresh = [seen for seen in mine if seen.session.id in told and not _comes(turn, seen)]
    return fresh or (_unanswered(turn, mine) if said.able else [])


def _unanswered(turn: Turn, mine: Sequence[Seen]) -> list[Seen]:
    """Of a series the first: one yes is meant for all of it."""
    found: dict[object, Seen] = {}
    for seen in mine:
        guest = seen.guest(turn.person.id)
        if guest and guest.participant.answer == Said.NOTHING:
            found.setdefault(seen.session.series_id or f"one {seen.session.id}", seen)
    return list(found.values())


def _comes(turn: Turn, seen: Seen) -> bool:
    guest = seen.guest(turn.person.id)
    return guest is not None and guest.participant.answer == Said.CONFIRMED


def _told_of(last: Outgoing | None) -> set[int]:
    if last is None:
        return set()
    if last.kind == OF_SEVERAL:
        return {each["session_id"] for _was, each in last.params["moved"]}
    return {last.params["session_id"]} if last.kind in OF_ONE else set()


async def _take(turn: Turn, meant: Seen, said: Coming) -> None:
    """As the buttons under its news do."""
    seen = await sessions.coming(turn.db, turn.person.id, meant.session.id)
    if seen is None:
        await show_schedule(turn)
    elif said.said is Comes.OTHER and not said.when:
        await rescheduling.start_proposing(turn, seen)
    elif said.said is Comes.OTHER and not _is_its_time(turn, seen, said):
        await rescheduling.start_proposing(turn, seen)
        turn.replies.pop()  # the question, which is answered already
        turn.said = Text(_when(turn, seen, said))
        await carry_on(turn, rescheduling.PROPOSE)
    elif said.said is Comes.NO:
        await answers.decline(turn.db, turn.person, seen, turn.quiet)
        turn.reply(card(turn, seen, SAID[Said.DECLINED]))
    else:
        await answers.confirm(turn.db, turn.person, seen, turn.quiet)
        turn.reply(card(turn, seen, SAID[Said.CONFIRMED]))


def _when(turn: Turn, seen: Seen, said: Coming) -> str:
    """“Jam 2” is of the day on which the session is."""
    if said.names_day:
        return said.when
    day = recurrence.on_the_wall(seen.session.starts_at, turn.person.zone)[:10]
    return f"{day} {said.when}"


def _is_its_time(turn: Turn, seen: Seen, said: Coming) -> bool:
    """“Bisa jam 9” agrees to nine."""
    now = clock.now().astimezone(turn.words.zone)
    reading = read_when(_when(turn, seen, said), now)
    found = [reading.value] if reading.value else reading.candidates
    return any(each.moment == seen.session.starts_at for each in found if each)


def answers_which(words: Words, facts: AnswersWhich) -> Screen:
    rows = tuple((does(label(words, each), facts.said, each),) for each in facts.sessions)
    return Screen(words(_("Which session is your answer about?")), rows)

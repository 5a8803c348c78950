"""Whoever has a chat is told what an admin did with their data, so that nothing is done unseen."""

from bot import clock
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.people.models import Person, Purpose
from bot.privacy.models import Does
from handlers.privacy.copy_words import PURPOSES


class DoneForYou(Notice):
    kind = "done_for_you"

    does: Does
    purpose: Purpose | None = None


async def tell(turn: Turn, person: Person, does: Does, purpose: str | None = None) -> None:
    """Somebody without a chat asked in person, and knows."""
    if person.telegram_id is not None:
        done = DoneForYou(does=does, purpose=Purpose(purpose) if purpose else None)
        after = first_allowed(clock.now(), person.zone, turn.quiet)
        await outbox.notify(turn.db, person, done, not_before=after)


async def tell_erased(turn: Turn, person: Person, chat_id: int | None) -> None:
    """Their row does not know the chat any more; this one forgets it once it has gone."""
    if chat_id is not None:
        after = first_allowed(clock.now(), person.zone, turn.quiet)
        done = DoneForYou(does=Does.ERASED)
        await outbox.notify(turn.db, person, done, not_before=after, chat_id=chat_id)


def done_for_you(words: Words, facts: DoneForYou) -> Screen:
    if facts.does is Does.ERASED:
        return Screen(
            words(
                _(
                    "Everything that was kept about you is erased: an admin was asked to. /start "
                    "begins anew."
                )
            )
        )
    sentences = {
        Does.COPIED: _("An admin was given a copy of your data, to hand it to you."),
        Does.CORRECTED: _("An admin has corrected your name or region, as was asked."),
        Does.STOPPED: _("An admin has stopped this for you, as was asked: {purpose}."),
    }
    purpose = words.plain(PURPOSES[facts.purpose]) if facts.purpose else "–"
    lines = [words(sentences[facts.does], purpose=purpose)]
    lines.append(words(_("Was it not you who asked? Open /privacy and tell your officer.")))
    return Screen(words.lines(lines))

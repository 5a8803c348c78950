"""Who is asked to a class and what each has said, as its officer reads it."""

from pydantic import BaseModel

from bot.coaching.models import Said
from bot.coaching.sessions.notices import Seen
from bot.language import Words, _
from handlers.people.trade_names import trade_name

#: As many of a class are named; of more the number stands above.
NAMED = 15


class OnRoll(BaseModel, frozen=True):
    """One of a class, as its officer sees them."""

    name: str
    business: str
    answer: Said
    waits: int | None


def roll_of(seen: Seen) -> tuple[OnRoll, ...]:
    return tuple(
        OnRoll(
            name=each.owner.name or "",
            business=each.business,
            answer=Said(each.participant.answer),
            waits=each.participant.waits,
        )
        for each in seen.guests[:NAMED]
    )


def on_roll(words: Words, each: OnRoll) -> str:
    business = trade_name(words, each.business, each.name)
    values = {"name": each.name, "business": business}
    if each.waits is not None:
        sentence = _("• {name} ({business}): number {number} in line")
        return words(sentence, number=words.number(each.waits), **values)
    sentences = {
        Said.NOTHING: _("• {name} ({business}): no answer yet"),
        Said.CONFIRMED: _("• {name} ({business}): can come"),
        Said.DECLINED: _("• {name} ({business}): cannot come"),
        Said.OTHER_TIME: _("• {name} ({business}): asks for another time"),
    }
    return words(sentences[each.answer], **values)

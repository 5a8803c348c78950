"""What stands in a joint production house: "2 oven, meja kemas"."""

from typing import Any

from bot.coaching.houses.inside import MOST, Piece, read_pieces
from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.text import tidy
from bot.language import Words, _

UNREAD = _("We could not read that. Example: 2 ovens, packing table, 3 dryers.")
TOO_MANY = _("That is a lot. Please name at most {most}, those that are booked most.")


class Pieces(Step):
    """The answer is a list of name and number."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        lines = "\n".join(tidy(line) for line in text.splitlines())
        pieces = read_pieces(lines)
        if pieces is None:
            return Unclear(Note(UNREAD))
        if len(pieces) > MOST:
            return Unclear(Note(TOO_MANY, {"most": str(MOST)}))
        return Answer([[piece.name, piece.units] for piece in pieces])

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.list([piece_name(Piece(*each), words) for each in value])

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(each, list) and list(map(type, each)) == [str, int] for each in value
        )


def piece_name(piece: Piece, words: Words) -> str:
    if piece.units == 1:
        return piece.name
    return words.plain(_("{name} ({count} units)"), name=piece.name, count=piece.units)

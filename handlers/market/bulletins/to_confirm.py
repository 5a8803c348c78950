"""The bulletins that wait for the yes of an admin, for whoever looks before being asked."""

from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import plans
from bot.people.models import Role
from handlers.home import NoAccess, go
from handlers.market.bulletins.confirming import request_of

#: Each is a message of its own, with its buttons.
MOST = 3


class NothingToConfirm(Notice):
    kind = "nothing_to_confirm"


async def show_waiting(turn: Turn) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    waiting = await plans.asked(turn.db, turn.person.id, MOST)
    for plan in waiting:
        turn.reply(await request_of(turn.db, plan))
    if not waiting:
        turn.reply(NothingToConfirm())


def nothing_to_confirm(words: Words, facts: NothingToConfirm) -> Screen:
    text = words(_("No bulletin waits for an admin."))
    return Screen(text, ((go(words.plain(_("For admins")), "admin"),),))

"""What there is to say and to tap when an officer's work becomes another's."""

from collections.abc import Awaitable, Callable, Mapping

from bot.coaching.handover import notices as handed
from bot.coaching.leave import notices
from bot.conversation.form import Form
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Renderers
from handlers.coaching.handover import handover, handover_screens
from handlers.coaching.leave import leave, leave_screens

FORMS: tuple[Form, ...] = (leave.LEAVE, handover.HANDOVER)
STARTS: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    "leave": leave.start_leave,
    "handover": handover.start_handover,
}
INDONESIAN: Mapping[str, str] = {"cuti": "leave", "serahkan": "handover"}
BUTTONS: Mapping[str, Callable[[Turn, Tap, str], Awaitable[None]]] = {
    leave.PREFIX: leave.press,
    handover.PREFIX: handover.press,
}
SCREENS: Renderers = {
    handed.HandoverAsked: handover_screens.handover_asked,
    handed.HandoverAnswered: handover_screens.handover_answered,
    handed.CaseloadIsYours: handover_screens.caseload_is_yours,
    handed.OfficerChanged: handover_screens.officer_changed,
    handover.HandoverSent: handover_screens.handover_sent,
    handover.NobodyToTakeOver: handover_screens.nobody_to_take_over,
    handover.NothingToHandOver: handover_screens.nothing_to_hand_over,
    handover.HandoverDeclined: handover_screens.handover_declined,
    handover.HandoverGone: handover_screens.handover_gone,
    notices.SubstituteAsked: leave_screens.substitute_asked,
    notices.LeaveAnswered: leave_screens.leave_answered,
    notices.LeaveUnanswered: leave_screens.leave_unanswered,
    notices.LeaveBegins: leave_screens.leave_begins,
    notices.SubstituteComes: leave_screens.substitute_comes,
    notices.OfficerIsBack: leave_screens.officer_is_back,
    notices.LeaveOver: leave_screens.leave_over,
    notices.NoLongerSubstitute: leave_screens.no_longer_substitute,
    notices.LeaveCard: leave_screens.leave_card,
    leave.LeaveAsked: leave_screens.leave_asked,
    leave.LeaveGivenUp: leave_screens.leave_given_up,
    leave.NobodyToStandIn: leave_screens.nobody_to_stand_in,
    leave.NotOnLeave: leave_screens.not_on_leave,
    leave.StandingIn: leave_screens.standing_in,
}

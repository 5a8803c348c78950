"""What there is to say and to tap after a session, and how it is worded, in one place."""

from collections.abc import Awaitable, Callable, Mapping

from bot.coaching.after import notices
from bot.conversation.form import Form
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Renderers
from handlers.coaching.after import (
    after_screens,
    after_session,
    checking_in,
    feedback,
    giving,
    homework,
    homework_screens,
    homework_words,
    session_notes,
)
from handlers.coaching.sessions import session_words

FORMS: tuple[Form, ...] = (
    checking_in.CHECK_IN,
    giving.GIVE,
    giving.PROMISE,
    giving.MOVE,
    homework.PROOF,
    session_notes.NOTE,
    feedback.HARD,
)
STARTS: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    "checkin": checking_in.start_checking_in,
}
COMMANDS: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    "homework": homework.show_homework,
}
INDONESIAN: Mapping[str, str] = {"hadir": "checkin", "pr": "homework"}
#: Those that start a form, and all of them.
STARTING: Mapping[str, Callable[[Turn, Tap, str], Awaitable[None]]] = {
    homework_words.GIVE: giving.start_giving,
    homework_words.MOVE: giving.start_moving,
    homework_words.PROVE: homework.start_proving,
    session_notes.PREFIX: session_notes.start_noting,
    feedback.HARD_PREFIX: feedback.start_telling,
}
BUTTONS: Mapping[str, Callable[[Turn, Tap, str], Awaitable[None]]] = {
    session_words.AFTER: after_session.press,
    checking_in.PREFIX: checking_in.join,
    homework_words.PREFIX: homework.press,
    feedback.PREFIX: feedback.press,
    **STARTING,
}
SCREENS: Renderers = {
    notices.HowWasIt: after_screens.how_was_it,
    after_session.AfterCard: after_screens.after_card,
    after_session.NotBegun: after_screens.not_begun,
    after_session.ModulesOffered: after_screens.modules_offered,
    checking_in.CheckedIn: checking_in.checked_in,
    checking_in.CheckInFirst: checking_in.check_in_first,
    checking_in.ClassCode: checking_in.class_code,
    notices.HowItHelped: feedback.how_it_helped,
    feedback.Rated: feedback.session_rated,
    feedback.FeedbackDone: feedback.feedback_done,
    feedback.NothingToRate: feedback.nothing_to_rate,
    notices.Difficulty: feedback.difficulty_told,
    notices.HomeworkGiven: homework_screens.homework_given,
    notices.HomeworkMoved: homework_screens.homework_moved,
    notices.HomeworkDue: homework_screens.homework_due,
    notices.HomeworkDone: homework_screens.homework_done,
    notices.MediaShown: homework_screens.media_shown,
    homework.HomeworkCard: homework_screens.homework_card,
    homework.HomeworkGone: homework_screens.homework_gone,
    homework.HomeworkList: homework_screens.homework_list,
    homework.ProofShown: homework_screens.proof_shown,
    giving.HomeworkNoted: homework_screens.homework_noted,
    giving.HomeworkLeft: homework_screens.homework_left,
    notices.NoteForOwner: session_notes.note_for_owner,
    session_notes.NoteKept: session_notes.note_kept,
    session_notes.NotesShown: session_notes.notes_shown,
}

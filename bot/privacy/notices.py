"""What an erasure has to tell others, without a word about who it was."""

from datetime import datetime

from bot.delivery.screen import Notice


class SessionOff(Notice):
    """To the other side of a session that will not take place."""

    kind = "session_off"

    starts_at: datetime
    #: Whether it was the officer who left.
    officer_left: bool
    #: How many sessions will not take place, this one being the first.
    sessions: int = 1


class ClassPhotosGone(Notice):
    """To an officer: photos of a class are deleted, since who was erased may be on them."""

    kind = "class_photos_gone"

    #: Of the newest of these classes.
    starts_at: datetime
    classes: int
    photos: int


class LeftBehind(Notice):
    """To admins: what nobody looks after any more."""

    kind = "left_behind"

    #: Companies whose last lead has gone, though others still work for them.
    companies: tuple[str, ...] = ()
    #: How many people without a phone of their own have nobody who speaks for them.
    spoken_for: int = 0
    #: Programmes that have lost their officer.
    programmes: tuple[str, ...] = ()
    #: How many businesses nobody looks after now, and the number of the officer whose they were.
    businesses: int = 0
    former_id: int | None = None

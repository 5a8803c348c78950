"""What people are told when a caseload passes to another officer, as facts without words."""

from datetime import datetime

from pydantic import BaseModel

from bot.delivery.screen import Notice


class Load(BaseModel, frozen=True):
    """How much there is to hand over, or was."""

    businesses: int = 0
    programmes: int = 0
    sessions: int = 0
    homework: int = 0
    questions: int = 0
    #: Owners without a phone.
    spoken_for: int = 0

    @property
    def is_nothing(self) -> bool:
        return not any(self.model_dump().values())


class HandoverAsked(Notice):
    """To the officer who shall take over."""

    kind = "handover_asked"

    handover_id: int
    former: str
    honorific: str | None
    #: The admin who asks, if it is not the officer.
    by: str | None
    #: Whether it is all that the officer has.
    whole: bool
    load: Load


class HandoverAnswered(Notice):
    """To the officer, and the admin who asked."""

    kind = "handover_answered"

    heir: str
    honorific: str | None
    former: str
    #: Whether the reader is the officer whose it was.
    own: bool
    taken: bool
    load: Load = Load()


class CaseloadIsYours(Notice):
    """To who took it over."""

    kind = "caseload_is_yours"

    former: str
    honorific: str | None
    load: Load


class OfficerChanged(Notice):
    """To who is coached, once, however much of theirs has changed hands."""

    kind = "officer_changed"

    name: str
    officer: str
    honorific: str | None
    former: str
    #: Their next session, if there is one; its time stays.
    next_at: datetime | None
    #: Whether a question of theirs waits.
    asked: bool

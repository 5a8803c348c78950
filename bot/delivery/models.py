"""The outbox, the chats it writes to, and who may empty it."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import BigInteger, Float, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class State(StrEnum):
    """Of an outgoing message. All but the first three come with a reason."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  #: rejected by Telegram, or given up
    SUPPRESSED = "suppressed"  #: not to be sent: blocked, withdrawn, superseded, answered
    EXPIRED = "expired"  #: its moment passed before it could go
    UNKNOWN = "unknown"  #: the request left, no answer came


class Lane(IntEnum):
    """What kind of promise a message is; a lower one goes first."""

    REPLY = 0  #: the answer to somebody who is waiting; never lost
    NOTICE = 1  #: reminders and news of one's own affairs; never lost
    BULLETIN = 2  #: to many; never sent twice
    EDIT = 3  #: of what was sent; the latest wins


#: The kind that tells several bulletins in one message.
DIGEST = "digest"
#: The kind that carries a copy of somebody's data: its facts are not kept once it has gone.
COPY = "copy"
#: The kinds by which whoever asks is told who their officer is, or whose poster brought them. To
#: forget an officer, only these are looked through of all in their region.
NAMES_OFFICER = "kind IN ('came_by', 'voice_kept', 'voice_passed', 'your_officer')"

#: The kinds by which a handover is told of. Of these all are looked through: who was coached may be
#: with a third officer by then.
TELLS_HANDOVER = (
    "kind IN ('caseload_is_yours', 'handover_answered', 'handover_asked', 'officer_changed')"
)


def _where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}


class Outgoing(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "lane", "not_before", "id", **_where("state = 'pending'")),
        Index(
            "ix_outbox_turn",
            *("bulletin_id", "not_before", "id"),
            **_where(f"state = 'pending' AND lane = {Lane.BULLETIN:d} AND digest_id IS NULL"),
        ),
        Index("ix_outbox_sending", "lapses_at", **_where("state = 'sending'")),
        Index("ix_outbox_ledger", "bulletin_id", "state", "version"),
        Index(
            "ix_outbox_edits",
            "edits_id",
            unique=True,
            **_where("edits_id IS NOT NULL AND state IN ('pending', 'sending')"),
        ),
        Index(
            "ix_outbox_digest",
            "digest_id",
            "state",
            "not_before",
            **_where("digest_id IS NOT NULL"),
        ),
        Index(
            "ix_outbox_digests",
            "not_before",
            "id",
            **_where(f"state = 'pending' AND kind = '{DIGEST}'"),
        ),
        Index("ix_outbox_slot", "chat_id", "slot", "id", **_where("slot IS NOT NULL")),
        Index("ix_outbox_calls", "person_id", "id", **_where("chat_id IS NULL")),
        Index("ix_outbox_copy", "settled_at", **_where(f"kind = '{COPY}'")),
        Index("ix_outbox_officer", "person_id", **_where(NAMES_OFFICER)),
        Index("ix_outbox_handover", "id", **_where(TELLS_HANDOVER)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    lane: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(32))
    #: What a renderer needs to turn the kind into text.
    params: Mapped[dict[str, Any]]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: None for who has no chat: their delegate tells them, from a list of calls to make.
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    #: When the delegate told them.
    told_at: Mapped[datetime | None]
    #: Says what the message is for, so that the same one is never enqueued twice.
    key: Mapped[str | None] = mapped_column(String(80), unique=True)
    #: Messages of one slot replace each other: of those not sent, only the newest counts.
    slot: Mapped[str | None] = mapped_column(String(16))
    bulletin_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin.id"))
    #: Of a bulletin's row: what is shown, or will be once the edit that is under way has arrived.
    version: Mapped[int | None]
    #: An edit belongs to the row of the bulletin whose message it changes; it is no bulletin's
    #: itself, so that it is not counted as one more person. No message has two that are unsent.
    #: No foreign key: for one within a table SQLite looks through all of it with each insert.
    edits_id: Mapped[int | None] = mapped_column(BigInteger)
    #: Of a bulletin's row that is told together with others: the row whose message tells it, and 0
    #: until that is known (`bot.delivery.digests`). It is not claimed by itself.
    digest_id: Mapped[int | None] = mapped_column(BigInteger)
    #: The message to edit, or the one that was sent.
    message_id: Mapped[int | None] = mapped_column(BigInteger)

    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(200))
    #: Who is sending it, under which epoch of its lease, and until when (database clock, seconds).
    owner: Mapped[str | None] = mapped_column(String(64))
    epoch: Mapped[int | None]
    lapses_at: Mapped[float | None] = mapped_column(Float(53))
    #: Not to be tried again before (database clock, seconds).
    retry_at: Mapped[float | None] = mapped_column(Float(53))
    #: Requests that may have reached Telegram.
    attempts: Mapped[int]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    #: What was sent. A bulletin's stands once in `bulletin_text`.
    text: Mapped[str | None] = mapped_column(Text)


class BulletinText(Base):
    """A bulletin as it reads, once per version and language."""

    __tablename__ = "bulletin_text"

    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    screen: Mapped[dict[str, Any]]


class Chat(Base):
    """Whether a chat can be written to. A private chat has its person's Telegram id."""

    __tablename__ = "chat"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    blocked_at: Mapped[datetime | None]
    #: When the next bulletin, reminder or edit may go (database clock, seconds).
    next_send_at: Mapped[float] = mapped_column(Float(53))


class Lease(Base):
    """Who does a job that one replica does for all. Times are the database's, in seconds."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    #: Grows with each change of owner: what an earlier one still holds is known as stale.
    epoch: Mapped[int]
    expires_at: Mapped[float] = mapped_column(Float(53))
    #: Telegram asked for silence until then; the next owner inherits it.
    paused_until: Mapped[float] = mapped_column(Float(53))


class PaidDay(Base):
    """How many messages of a day (UTC) count as paid for, in Telegram's Stars."""

    __tablename__ = "paid_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    messages: Mapped[int]


class Replica(Base):
    """A process that sends, and until when it is known to live (database clock, seconds)."""

    __tablename__ = "replica"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    alive_until: Mapped[float] = mapped_column(Float(53))

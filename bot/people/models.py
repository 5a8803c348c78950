"""Who: people, the roles they hold, what they agreed to, and their businesses."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Role(StrEnum):
    OWNER = "owner"
    OFFTAKER = "offtaker"
    OFFICER = "officer"
    EXPERT = "expert"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a person may agree to, each on its own (UU 27/2022, art. 20 and 22)."""

    SERVICE = "service"  #: keep name, region and products to run the service
    NEWS = "news"  #: send price and need bulletins
    COACHING = "coaching"  #: let their officer see the profile, plan sessions and remind
    STATISTICS = "statistics"  #: count gender and year of birth in figures without names


class Honorific(StrEnum):
    """How a person is addressed; asked once, never guessed."""

    BAPAK = "bapak"
    IBU = "ibu"


class Gender(StrEnum):
    """For disaggregated figures only, and only with `Purpose.STATISTICS`."""

    FEMALE = "female"
    MALE = "male"


_LOOKED_AFTER = text("telegram_id IS NULL AND erased_at IS NULL")


class Person(Base):
    __tablename__ = "person"
    __table_args__ = (
        # Who was erased lately is found without touching who was not.
        Index(
            "ix_person_erased",
            "erased_at",
            postgresql_where=text("erased_at IS NOT NULL"),
            sqlite_where=text("erased_at IS NOT NULL"),
        ),
        # Two officers cannot make two accounts for one phone, however close together they try.
        Index(
            "uq_person_phone_looked_after",
            "phone",
            unique=True,
            postgresql_where=_LOOKED_AFTER,
            sqlite_where=_LOOKED_AFTER,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: None for who has no Telegram and is looked after by a delegate, and for who was erased.
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    language: Mapped[str] = mapped_column(String(8))
    zone: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    #: Set when onboarding is finished, together with what follows.
    name: Mapped[str | None] = mapped_column(String(100))
    regency: Mapped[str | None] = mapped_column(String(8))
    registered_at: Mapped[datetime | None]
    honorific: Mapped[str | None] = mapped_column(String(8))
    #: E.164, as in +6281234567890; verified if it came as the sender's own shared contact.
    phone: Mapped[str | None] = mapped_column(String(16), index=True)
    phone_verified_at: Mapped[datetime | None]
    #: `06:00`, local time at which bulletins shall arrive; None and `now` for at once, the latter
    #: if they were asked.
    prices_at: Mapped[str | None] = mapped_column(String(5))
    #: How often bulletins come (`bot.delivery.receiving`), and how many on one day at most; None
    #: for at once, and for as many as there are.
    news_rhythm: Mapped[str | None] = mapped_column(String(8))
    news_a_day: Mapped[int | None] = mapped_column(SmallInteger)
    #: Since when bulletins may come while others are at Friday prayer.
    friday_news_at: Mapped[datetime | None]
    #: Since when no picture comes that was not asked for.
    low_data_at: Mapped[datetime | None]
    #: How many minutes before a session they are reminded, as `1440,60`; None for as is usual.
    reminded_ahead: Mapped[str | None] = mapped_column(String(60))
    gender: Mapped[str | None] = mapped_column(String(8))
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    #: "Don't remind me": unfinished conversations are not brought up again.
    nudges_stopped_at: Mapped[datetime | None]
    #: What was personal is gone; the row stays for those that refer to it.
    erased_at: Mapped[datetime | None]


class RoleGrant(Base):
    __tablename__ = "role_grant"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    granted_at: Mapped[datetime]
    #: None when granted on the command line, or by the person's own registration as an owner.
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Consent(Base):
    """One yes, kept with the version of the text that was agreed to (UU 27/2022, art. 24)."""

    __tablename__ = "consent"
    __table_args__ = (Index(None, "person_id", "purpose"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(String(16))
    version: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    #: The officer who wrote down the yes of somebody without a smartphone, and how it was given.
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    how: Mapped[str | None] = mapped_column(String(16))


class SizeClass(StrEnum):
    """By yearly sales (PP 7/2021, art. 35): up to 2, 15 and 50 billion rupiah."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"  #: above; not an MSE, kept as it was said


class Business(Base):
    __tablename__ = "business"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    regency: Mapped[str] = mapped_column(String(8), index=True)
    created_at: Mapped[datetime]
    #: Of several businesses of one person, the one that was chosen last is the active one.
    chosen_at: Mapped[datetime | None]
    size: Mapped[str | None] = mapped_column(String(8))
    #: Business registration number: 13 digits, as text.
    nib: Mapped[str | None] = mapped_column(String(13))
    #: What it costs to bring a kilogram to a buyer, in rupiah.
    carriage: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    #: Given up by its owner; kept for what refers to it.
    closed_at: Mapped[datetime | None]


class Product(Base):
    """What a business makes: a commodity of the list, or only what its owner called it."""

    __tablename__ = "product"
    #: All who make something are walked through in the order of their products.
    __table_args__ = (Index(None, "commodity", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    commodity: Mapped[str | None] = mapped_column(String(40))
    said: Mapped[str] = mapped_column(String(200))
    #: How much can be supplied each `per` (day, week, month, year, harvest), in `unit`; low and
    #: high differ only for a range. `capacity_said` is how it was typed.
    amount_low: Mapped[Decimal | None] = mapped_column(Numeric(18, 3))
    amount_high: Mapped[Decimal | None] = mapped_column(Numeric(18, 3))
    unit: Mapped[str | None] = mapped_column(String(16))
    per: Mapped[str | None] = mapped_column(String(8))
    capacity_said: Mapped[str | None] = mapped_column(String(200))
    #: The same in thousandths a month of what the commodity is counted in, to be compared
    #: (`bot.people.capacities`); None where that is not known.
    monthly: Mapped[int | None] = mapped_column(BigInteger)


class Subscription(Base):
    """A commodity that a person hears of, where, and what is asked of who makes it.

    What somebody added (`bot.people.wanted`) has no business; its region may be a province, or the
    country.

    Kept by `bot.people.subscriptions`. Its key is in the order in which an audience is counted: who
    makes the commodity once only needs no comparing with anybody.
    """

    __tablename__ = "subscription"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (SQLAlchemy's own way to say it)

    commodity: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: Whether other businesses of this person make the commodity, too.
    several: Mapped[bool] = mapped_column(primary_key=True)
    regency: Mapped[str] = mapped_column(String(8), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, autoincrement=False
    )
    #: Which business; its owner's rows go with it, so that nothing here has to hold it back. 0 for
    #: what was added.
    business_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    #: Of the business: its size class, and its checklist in bits (`PAPER_BITS`).
    size: Mapped[str | None] = mapped_column(String(8))
    papers: Mapped[int]
    #: Of the product: see there.
    monthly: Mapped[int | None] = mapped_column(BigInteger)


class UnitSize(Base):
    """How much one karung, ikat or keranjang holds here: asked once, then remembered."""

    __tablename__ = "unit_size"

    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), primary_key=True)
    #: The commodity's slug, or what its owner called it.
    commodity: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit: Mapped[str] = mapped_column(String(16), primary_key=True)
    holds: Mapped[Decimal] = mapped_column(Numeric(18, 3))
    of_unit: Mapped[str] = mapped_column(String(16))


class Readiness(Base):
    """One item of a business's checklist (NIB, P-IRT, halal …), as its owner says it stands."""

    __tablename__ = "readiness"

    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    #: have, doing or none.
    state: Mapped[str] = mapped_column(String(8))
    marked_at: Mapped[datetime]


#: Item of the checklist -> its bit where a checklist is one number: set if it is had, and `TOLD`
#: places further up if it was told at all.
PAPER_BITS = {
    item: 1 << place
    for place, item in enumerate(("nib", "pirt", "bpom", "halal", "organic", "gap", "cooperative"))
}
TOLD = 8


class CommodityRequest(Base):
    """What somebody makes and the list does not know: usable at once, decided on by an admin."""

    __tablename__ = "commodity_request"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: In small letters without signs: asked for by many, decided on once.
    name: Mapped[str] = mapped_column(String(60), unique=True)
    said: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    #: pending, known (it is `slug`), new (for the next list) or refused.
    verdict: Mapped[str] = mapped_column(String(8), index=True)
    slug: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class VoiceNote(Base):
    """A voice note that its sender may pass on to their officer; Telegram keeps the sound."""

    __tablename__ = "voice_note"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    file_id: Mapped[str] = mapped_column(String(200))
    seconds: Mapped[int]
    created_at: Mapped[datetime]
    passed_to: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    passed_at: Mapped[datetime | None]

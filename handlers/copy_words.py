"""What a copy of somebody's data calls its sections, its fields and the codes in them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from bot.delivery.models import State
from bot.language import _
from bot.partnerships.models import MemberRole, Promise
from bot.people.models import Gender, Honorific, Purpose, Role
from bot.people.readiness import Mark
from bot.privacy.models import Does
from handlers.details import ITEMS
from handlers.offer_screens import STANDS
from handlers.profile_card import SIZE_NAMES
from handlers.receiving import RHYTHMS

SECTIONS: Mapping[str, str] = {
    "profile": _("Your profile"),
    "roles": _("Roles"),
    "consents": _("What you agreed to"),
    "businesses": _("Businesses"),
    "products": _("Products"),
    "subscriptions": _("News you hear of"),
    "mutes": _("News you stopped"),
    "units": _("What your sacks and baskets hold"),
    "readiness": _("Your papers"),
    "requests": _("Products you asked us to add"),
    "memberships": _("Companies you work for"),
    "promises": _("Promises for a company"),
    "vetting": _("Steps of an application"),
    "supplier_lists": _("Buyers' lists in which you stand"),
    "supplier_drafts": _("The supplier list you sent last"),
    "owner_drafts": _("The list of owners you sent last"),
    "bulletins": _("News you published"),
    "offers": _("What you offered"),
    "interests": _("News you answered"),
    "programmes": _("Coaching programmes"),
    "sessions": _("Coaching sessions"),
    "reminders": _("Reminders"),
    "questions": _("Questions you asked"),
    "question_messages": _("What was written in questions and answers"),
    "expert_fields": _("What you know as an expert"),
    "articles": _("Articles you published"),
    "ratings": _("Articles you rated"),
    "voice_notes": _("Voice notes"),
    "poster": _("The poster by which you came"),
    "posters_made": _("Posters you made"),
    "invitations": _("Invitations"),
    "spoken_for_by": _("Who spoke for you"),
    "speaks_for": _("For whom you speak"),
    "claims": _("Accounts you claimed"),
    "claims_on_this": _("Claims on your account"),
    "accesses": _("Who looked at or changed your data for you"),
    "conversations": _("How far you are in a question"),
    "messages": _("Messages to you"),
    "chat": _("Whether messages reach you"),
}
#: What is worth reading; the rest stands in the file for computers.
FIELDS: Mapping[str, str] = {
    "name": _("Name"),
    "honorific": _("Form of address"),
    "telegram_id": _("Telegram number"),
    "phone": _("Phone"),
    "regency": _("Regency/city"),
    "region": _("Region"),
    "language": _("Language"),
    "prices_at": _("Price news"),
    "news_rhythm": _("How often news comes"),
    "news_a_day": _("News a day at most"),
    "friday_news_at": _("News during Friday prayer since"),
    "low_data_at": _("No pictures since"),
    "gender": _("Gender"),
    "birth_year": _("Year of birth"),
    "role": _("Role"),
    "purpose": _("Purpose"),
    "version": _("Version of the text"),
    "company": _("Company"),
    "nib": _("Business number (NIB)"),
    "size": _("Size"),
    "commodity": _("Commodity"),
    "said": _("As you wrote it"),
    "capacity_said": _("Capacity"),
    "unit": _("Unit"),
    "holds": _("Holds"),
    "item": _("Item"),
    "promise": _("Promise"),
    "reason": _("Reason"),
    "price": _("Price"),
    "quantity": _("Quantity"),
    "terms": _("Terms"),
    "grade": _("Quality"),
    "delivery": _("Delivery"),
    "payment_days": _("Payment after days"),
    "minimum": _("At least"),
    "certificates": _("Certificates"),
    "does": _("What was done"),
    "local_start": _("When"),
    "place": _("Place"),
    "topic": _("Topic"),
    "code": _("Code"),
    "seconds": _("Seconds"),
    "state": _("State"),
    "text": _("Text"),
    "created_at": _("Since"),
    "given_at": _("Agreed on"),
    "withdrawn_at": _("Withdrawn on"),
    "granted_at": _("Granted on"),
    "joined_at": _("Joined on"),
    "at": _("On"),
    "settled_at": _("Settled on"),
    "passed_at": _("Passed on"),
    "made_at": _("Made on"),
    "decided_at": _("Decided on"),
    "shares_phone": _("Buyer may have the number"),
    "field": _("Field"),
    "asked_at": _("Asked on"),
    "answered_at": _("Answered on"),
    "said_at": _("Written on"),
    "published_at": _("Published on"),
    "rated_at": _("Rated on"),
    "called_off_at": _("Called off on"),
}
PURPOSES = {
    Purpose.SERVICE: _("Keeping your name, region and products"),
    Purpose.NEWS: _("Sending you price news and needs"),
    Purpose.COACHING: _("Coaching by your officer"),
    Purpose.STATISTICS: _("Counting you in figures without names"),
}
ROLES = {
    Role.OWNER: _("Business owner"),
    Role.OFFTAKER: _("Buyer (offtaker)"),
    Role.OFFICER: _("Business Development Officer"),
    Role.EXPERT: _("Expert"),
    Role.ADMIN: _("Admin"),
}
MEMBER_ROLES = {
    MemberRole.LEAD: _("lead"),
    MemberRole.BUYER: _("buyer"),
    MemberRole.VIEWER: _("viewer"),
}
#: What is the machine's in some sections: no person can read it.
UNREADABLE: Mapping[str, AbstractSet[str]] = {
    "bulletins": {"version"},
    "offers": {"version"},
    "sessions": {"version"},
    "reminders": {"version"},
    "messages": {"reason"},
    "conversations": {"state"},
}
#: Field -> what its codes mean.
CODES: Mapping[str, Mapping[Any, str]] = {
    "purpose": PURPOSES,
    "role": {**ROLES, **MEMBER_ROLES},
    "does": {
        Does.FOUND: _("found by a search"),
        Does.SEEN: _("looked at"),
        Does.COPIED: _("copied"),
        Does.CORRECTED: _("corrected"),
        Does.STOPPED: _("stopped"),
        Does.ERASED: _("erased"),
    },
    "news_rhythm": RHYTHMS,
    "honorific": {Honorific.IBU: _("Ibu"), Honorific.BAPAK: _("Bapak")},
    "gender": {Gender.FEMALE: _("Woman"), Gender.MALE: _("Man")},
    "size": SIZE_NAMES,
    "item": ITEMS,
    "promise": {
        Promise.PRICE_TRANSPARENCY: _("open prices"),
        Promise.PAYMENT_TERM: _("payment in time"),
        Promise.JOINT_COACHING: _("joint coaching"),
        Promise.WELFARE: _("welfare"),
    },
    "state": {
        Mark.HAVE: _("there is"),
        Mark.DOING: _("being arranged"),
        Mark.NONE: _("not yet"),
        **STANDS,
        State.PENDING: _("waits to be sent"),
        State.SENDING: _("is being sent"),
        State.SENT: _("sent"),
        State.FAILED: _("could not be sent"),
        State.SUPPRESSED: _("not sent"),
        State.EXPIRED: _("not sent, since it was too late"),
        State.UNKNOWN: _("perhaps sent"),
    },
}

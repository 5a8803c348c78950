"""The copy of somebody's data as two files: one for computers, and the same to read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.delivery.models import COPY
from bot.delivery.screen import File, Notice, Screen
from bot.language import Words, _, words_for
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from bot.people.models import Purpose, Role
from handlers.address import Named

SECTIONS: Mapping[str, str] = {
    "profile": _("Your profile"),
    "roles": _("Roles"),
    "consents": _("What you agreed to"),
    "businesses": _("Businesses"),
    "products": _("Products"),
    "units": _("Measures"),
    "readiness": _("Checklist"),
    "requests": _("Products you asked us to add"),
    "memberships": _("Companies you work for"),
    "promises": _("Promises for a company"),
    "vetting": _("Steps of an application"),
    "supplier_lists": _("Buyers' lists in which you stand"),
    "supplier_drafts": _("A supplier list that waits for your yes"),
    "owner_drafts": _("A list of owners that waits for your yes"),
    "bulletins": _("News you published"),
    "programmes": _("Coaching programmes"),
    "sessions": _("Coaching sessions"),
    "reminders": _("Reminders"),
    "voice_notes": _("Voice notes"),
    "poster": _("The poster by which you came"),
    "posters_made": _("Posters you made"),
    "invitations": _("Invitations"),
    "spoken_for_by": _("Who spoke for you"),
    "speaks_for": _("For whom you speak"),
    "claims": _("Accounts you claimed"),
    "claims_on_this": _("Claims on your account"),
    "accesses": _("Who looked at or changed your data for you"),
    "conversations": _("Open conversation"),
    "messages": _("Messages to you"),
    "chat": _("Chat"),
}
#: What is worth reading; the rest stands in the file for computers.
FIELDS: Mapping[str, str] = {
    "name": _("Name"),
    "honorific": _("Form of address"),
    "telegram_id": _("Telegram number"),
    "phone": _("Phone"),
    "regency": _("Regency/city"),
    "region": _("Region"),
    "gender": _("Gender"),
    "birth_year": _("Year of birth"),
    "role": _("Role"),
    "purpose": _("Purpose"),
    "version": _("Version"),
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
#: Enough to be readable on a phone, without anything from elsewhere.
STYLE = (
    "body{font:16px/1.4 sans-serif;max-width:46em;margin:1em auto;padding:0 1em}"
    "dl{border:1px solid #ccc;border-radius:6px;padding:.6em 1em}"
    "dt{color:#555;font-size:.85em}dd{margin:0 0 .5em;white-space:pre-wrap}"
)

Copied = Mapping[str, Sequence[Mapping[str, Any]]]


class PersonCopy(Notice):
    kind = COPY

    to: Literal["read", "compute"]
    copied: dict[str, list[dict[str, Any]]]
    #: Who it is about, if that is not the reader, and the language in which they read it.
    whose: Named | None = None
    language: str | None = None


def person_copy(words: Words, facts: PersonCopy) -> Screen:
    if facts.to == "compute":
        text = words(_("The same for computers (JSON), with every detail."))
        return Screen(text, file=File("data-mitra.json", as_json(facts.copied)))
    if facts.whose:
        sentence = _("This is all that we keep about {name}. Please hand it to nobody else.")
        text = words(sentence, name=facts.whose.shown(words))
    else:
        text = words(_("This is all that we keep about you. Open the file to read it."))
    reader = words_for(facts.language, words.zone.key) if facts.language else words
    return Screen(text, file=File("data-mitra.html", as_page(reader, facts.copied)))


def as_json(copied: Copied) -> bytes:
    return json.dumps(copied, ensure_ascii=False, indent=1).encode()


def as_page(words: Words, copied: Copied) -> bytes:
    title = words(_("Your data at Mitra"))
    head = (
        Markup(
            '<!doctype html><html lang="{}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>{}</title>'
            "<style>{}</style><h1>{}</h1>"
        )
    ).format(words.language, title, Markup(STYLE), title)  # noqa: S704  (ours)
    parts = [head]
    for section, rows in copied.items():
        parts.append(Markup("<h2>{}</h2>").format(words(SECTIONS[section])))
        parts += [_row(words, row) for row in rows]
    return "".join(parts).encode()


def _row(words: Words, row: Mapping[str, Any]) -> Markup:
    shown = [(label, row[name], name) for name, label in FIELDS.items() if name in row]
    items = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(words(label), _value(words, name, value))
        for label, value, name in shown
    )
    return Markup("<dl>{}</dl>").format(items) if items else Markup()


def _value(words: Words, name: str, value: Any) -> str:
    """Codes as people say them."""
    if name in {"regency", "region"} and value in REGIONS:
        return REGIONS[value].full_name
    if name == "commodity" and value in COMMODITIES:
        return crop_name(value, words)
    if name == "purpose" and value in [*Purpose]:
        return words.plain(PURPOSES[Purpose(value)])
    if name == "role" and value in [*Role]:
        return words.plain(ROLES[Role(value)])
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).replace("T", " ") if name.endswith("_at") else str(value)

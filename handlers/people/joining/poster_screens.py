"""How posters look: in the list, in the chat, and on paper."""

from datetime import timedelta

from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, File, Screen
from bot.language import Words, _, words_for
from bot.pictures import qr, sheet
from handlers.home import go
from handlers.links import deep_link, typed_link, whatsapp
from handlers.people.joining.posters import (
    PREFIX,
    Brought,
    MayNotPost,
    PosterMade,
    Posters,
    PosterSheet,
)

#: Paper has one language: that of the people who pass by.
ON_PAPER = "id"
SECOND = timedelta(seconds=1)


def posters_screen(words: Words, facts: Posters) -> Screen:
    lines = [
        words(
            _(
                "<b>Posters</b>\nWho scans one registers with less to type, and you see how many "
                "came. A poster gives nobody a role."
            )
        )
    ]
    rows: list[tuple[Button, ...]] = [(go(words.plain(_("Make a poster")), "newposter"),)]
    for place, each in enumerate(facts.posters, 1):
        lines.append(_entry(words, place, each))
        show = Button(words.plain(_("Show no. {place}"), place=place), f"{PREFIX}:show:{each.id}")
        end = words.plain(_("Take down no. {place}"), place=place)
        rows.append((show, Button(end, f"{PREFIX}:end:{each.id}")))
    return Screen(words.paragraphs(lines), tuple(rows))


def _entry(words: Words, place: int, facts: Brought) -> Markup:
    about = [place_name(facts.region, words)] if facts.region else []
    about += [crop_name(facts.commodity, words)] if facts.commodity else []
    lines = [
        words(
            _("{place}. {about}: {arrived} came, {registered} registered"),
            place=place,
            about=" · ".join(about) or words.plain(_("for everybody")),
            arrived=_number(words, facts.arrived),
            registered=_number(words, facts.registered),
        )
    ]
    if facts.until:
        lines.append(words(_("Works until {day}"), day=_last_day(words, facts)))
    return words.lines(lines)


def _number(words: Words, number: int | None) -> str:
    return words.plain(_("fewer than 5")) if number is None else words.number(number)


def _last_day(words: Words, facts: Brought | PosterMade) -> str:
    """It ends at midnight after that day."""
    return words.day(facts.until - SECOND) if facts.until else ""


def poster_made(words: Words, facts: PosterMade) -> Screen:
    link = deep_link(facts.bot, facts.code)
    lines = [words(_("<b>Your poster</b>")), words(_("Link: {link}"), link=link)]
    if about := _about(words, facts):
        lines.append(words(_("For: {about}"), about=about))
    if facts.until:
        lines.append(words(_("Works until {day}"), day=_last_day(words, facts)))
    if facts.most:
        lines.append(words(_("For at most {number} people"), number=words.number(facts.most)))
    share = Button(words.plain(_("Share by WhatsApp")), url=whatsapp(_invites(facts)))
    return Screen(words.lines(lines), ((share,),), file=File("mitra-qr.png", qr.code(link)))


def _about(words: Words, facts: PosterMade) -> str:
    about = [place_name(facts.region, words)] if facts.region else []
    about += [crop_name(facts.commodity, words)] if facts.commodity else []
    return " · ".join(about)


def _invites(facts: PosterMade) -> str:
    """What suppliers and neighbours read in WhatsApp."""
    words, link = words_for(ON_PAPER), deep_link(facts.bot, facts.code)
    if facts.company:
        text = _("{who} invites you to Mitra: price news and buyers, free of charge. Open: {link}")
        return words.plain(text, who=facts.company, link=link)
    if facts.officer:
        text = _("{who} invites you to Mitra: price news and buyers, free of charge. Open: {link}")
        return words.plain(text, who=facts.officer.shown(words), link=link)
    return words.plain(_("Mitra: price news and buyers, free of charge. Open: {link}"), link=link)


def poster_sheet(words: Words, facts: PosterSheet) -> Screen:
    text = words(_("To print: A5, or larger on A4. It is in Bahasa Indonesia."))
    return Screen(text, file=File("mitra-poster.pdf", sheet.printed(_paper(facts))))


def _paper(facts: PosterSheet) -> sheet.Sheet:
    words = words_for(ON_PAPER)
    whose = []
    if facts.officer:
        officer = facts.officer.shown(words)
        whose.append(words.plain(_("Your officer: {officer}"), officer=officer))
    elif facts.company:
        whose.append(words.plain(_("Together with {company}"), company=facts.company))
    return sheet.Sheet(
        title="Mitra",
        about=words.plain(_("Price news, buyers and coaching for your business. Free of charge.")),
        steps=(
            words.plain(_("Point the camera of your phone at this code.")),
            words.plain(_("Tap Start in Telegram.")),
            words.plain(_("Answer five short questions. Done.")),
        ),
        link=deep_link(facts.bot, facts.code),
        typed=typed_link(facts.bot, facts.code),
        whose=(*whose, _about(words, facts)),
        programme=words.plain(_("Mitra never asks for a PIN, an OTP, your NIK or money.")),
    )


def may_not_post(words: Words, facts: MayNotPost) -> Screen:
    return Screen(words(_("Only officers, approved buyers and admins can put up posters.")))

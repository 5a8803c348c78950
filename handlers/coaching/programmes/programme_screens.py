"""How coaching programmes look to who teaches them and to who takes part."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.coaching.programmes.templates import TEMPLATES, title_of
from bot.conversation.steps.crops import crop_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.programmes import (
    along,
    enrolling,
    lasting,
    programme_hours,
    programmes,
    taking_part,
)
from handlers.coaching.programmes.along import (
    AlongAnswered,
    AlongAsked,
    ProgrammeForYou,
    ProgrammeOver,
)
from handlers.coaching.programmes.programmes import (
    MayNotDefine,
    NoSuchProgramme,
    Programmes,
    Taught,
    TheProgramme,
)
from handlers.home import go

#: Starts the data of the buttons about its messages (`handlers.coaching.sequences.messages`).
MESSAGES = "progmsg"
PART, PROG, UNTIL, HOURS = (
    taking_part.PREFIX,
    programmes.PREFIX,
    lasting.PREFIX,
    programme_hours.PREFIX,
)


def title(words: Words, template: str | None, module: Taught) -> str:
    known = title_of(template, module.key)
    return words.plain(known) if known else module.title or "–"


def curriculum(words: Words, template: str | None, modules: Sequence[Taught]) -> Markup:
    """The parts of a programme, one a line; what is done has a tick."""
    lines = [
        words(
            _("✓ {place}. {title}") if each.done else _("{place}. {title}"),
            place=place,
            title=title(words, template, each),
        )
        for place, each in enumerate(modules, 1)
    ]
    return words.lines(lines)


def programmes_screen(words: Words, facts: Programmes) -> Screen:
    parts = [words(_("<b>Coaching programmes</b>"))]
    rows = []
    for each in facts.teaches:
        label = words.plain(_("{name} ({count})"), name=each.name, count=each.count)
        rows.append((Button(label, f"{PROG}:show:{each.id}"),))
    for each in facts.takes_part:
        line = _("{programme}: {done} of {all} parts done")
        parts.append(words(line, programme=each.name, done=each.done, all=each.modules))
        see = words.plain(_("See {programme}"), programme=each.name)
        rows.append((Button(see, f"{PART}:see:{each.id}"),))
    if facts.along:
        names = words.list(each.name for each in facts.along)
        parts.append(words(_("Your company coaches along in: {names}"), names=names))
    if facts.may_define:
        rows.append((go(words.plain(_("Begin a programme")), "newprogramme"),))
    if not (facts.teaches or facts.takes_part or facts.along):
        parts.append(words(_("There is none yet.")))
    elif facts.teaches:
        parts.append(words(_("Tap a programme to enrol businesses and see how far they are.")))
    return Screen(words.paragraphs(parts), tuple(rows))


def the_programme(words: Words, facts: TheProgramme) -> Screen:
    if facts.ending:
        return _ending(words, facts)
    lines = [words(_("<b>{name}</b>"), name=facts.name)]
    if facts.new:
        lines.insert(0, words(_("The programme has begun. Now enrol businesses.")))
    if goal := goal_of(words, facts.template, facts.goal):
        lines.append(words(_("Goal: {goal}"), goal=goal))
    if facts.commodity:
        commodity = crop_name(facts.commodity, words)
        lines.append(words(_("Commodity: {commodity}"), commodity=commodity))
    if facts.until:
        lines.append(words(_("Until {day}"), day=words.day(facts.until)))
    if facts.along:
        lines.append(words(ALONG[facts.agreed], company=facts.along))
    taking = n_("{number} business takes part.", "{number} businesses take part.")
    lines.append(words.plural(taking, facts.count))
    text = words.paragraphs([words.lines(lines), parts_of(words, facts.template, facts.modules)])
    number = facts.id
    buttons = [
        Button(words.plain(_("Enrol businesses")), f"{enrolling.PREFIX}:{number}"),
        Button(words.plain(_("Who takes part")), f"{PART}:all:{number}:0"),
        Button(words.plain(_("Messages that go out by themselves")), f"{MESSAGES}:see:{number}"),
        Button(words.plain(_("When it reminds")), f"{HOURS}:see:{number}"),
        Button(words.plain(_("Poster for this programme")), f"{PART}:poster:{number}"),
        Button(words.plain(_("Another last day")), f"{UNTIL}:{number}"),
        Button(words.plain(_("End this programme")), f"{PROG}:end:{number}"),
        Button(words.plain(_("All programmes")), f"{PROG}:list"),
    ]
    return Screen(text, tuple((each,) for each in buttons))


ALONG = {
    None: _("{company} was asked to coach along."),
    True: _("{company} coaches along."),
    False: _("{company} does not coach along."),
}


def goal_of(words: Words, template: str | None, goal: str | None) -> str | None:
    known = TEMPLATES.get(template or "")
    return words.plain(known.goal) if known else goal


def parts_of(words: Words, template: str | None, modules: Sequence[Taught]) -> Markup:
    return words.lines([words(_("Parts:")), curriculum(words, template, modules)])


def _ending(words: Words, facts: TheProgramme) -> Screen:
    text = words(
        _("<b>End {name}?</b>\nAll who take part are told. It cannot be begun again."),
        name=facts.name,
    )
    keep = Button(words.plain(_("No, go on with it")), f"{PROG}:show:{facts.id}")
    yes = Button(words.plain(_("Yes, end it")), f"{PROG}:really:{facts.id}")
    return Screen(text, ((keep,), (yes,)))


def all_programmes(words: Words) -> tuple[Button]:
    return (go(words.plain(_("All programmes")), "programmes"),)


def no_such_programme(words: Words, facts: NoSuchProgramme) -> Screen:
    return Screen(words(_("That programme is over, or not yours.")), (all_programmes(words),))


def may_not_define(words: Words, facts: MayNotDefine) -> Screen:
    return Screen(words(_("Only officers and admins begin programmes.")), (all_programmes(words),))


def along_asked(words: Words, facts: AlongAsked) -> Screen:
    text = words(
        _(
            "{officer} asks whether your company coaches along in the programme "
            "<b>{programme}</b>: with skills, technology and what the market needs."
        ),
        officer=facts.by,
        programme=facts.programme,
    )
    yes = Button(words.plain(_("Yes, we coach along")), f"{along.PREFIX}:yes:{facts.programme_id}")
    no = Button(words.plain(_("Not this time")), f"{along.PREFIX}:no:{facts.programme_id}")
    return Screen(text, ((yes,), (no,)))


def along_answered(words: Words, facts: AlongAnswered) -> Screen:
    if facts.agreed is None:
        return Screen(words(_("There is nothing to answer here any more.")))
    sentences = {
        True: _("{company} coaches along in {programme}."),
        False: _("{company} does not coach along in {programme}."),
    }
    text = words(sentences[facts.agreed], company=facts.company, programme=facts.programme)
    if facts.before:
        text = words.lines([text, words(_("That had been answered before."))])
    return Screen(text)


def programme_for_you(words: Words, facts: ProgrammeForYou) -> Screen:
    text = words(_("You lead the programme <b>{programme}</b> now."), programme=facts.programme)
    see = Button(words.plain(_("See it")), f"{PROG}:show:{facts.programme_id}")
    return Screen(text, ((see,),))


def programme_over(words: Words, facts: ProgrammeOver) -> Screen:
    text = _("The programme <b>{programme}</b> is over. You have done {done} of {all} parts.")
    shown = words(text, programme=facts.programme, done=facts.done, all=facts.modules)
    return Screen(shown, ((go(words.plain(_("Coaching schedule")), "coaching"),),))

"""How groups and channels look to who keeps them; in the group itself nothing of it is said."""

from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_within
from bot.delivery.group_chats import BroughtIn, CannotKeep
from bot.delivery.screen import Button, Screen
from bot.language import LANGUAGES, Words, _
from handlers.home import go
from handlers.market.readers.groups import NEWS_PREFIX, PREFIX, GroupCard, Groups

ONLY = _("Only Business Development Officers and owners with a business can have a group get news.")
NO_NEWS = _("• {title} (no news)")


def brought_in(words: Words, facts: BroughtIn) -> Screen:
    if facts.hears:
        back = _("Mitra is in “{title}” again, and it gets the same news as before.")
        show = Button(words.plain(_("See its news")), f"{PREFIX}:show:{facts.group_id}")
        return Screen(words(back, title=facts.title), ((show,),))
    lines = [
        words(
            _("You have added Mitra to the channel “{title}”.")
            if facts.channel
            else _("You have added Mitra to the group “{title}”."),
            title=facts.title,
        ),
        words(_("What news shall it get? Until you choose, it gets none.")),
    ]
    choose = Button(words.plain(_("Choose its news")), f"{NEWS_PREFIX}:{facts.group_id}")
    return Screen(words.lines(lines), ((choose,),))


def cannot_keep(words: Words, facts: CannotKeep) -> Screen:
    lines = [
        words(_("Mitra sends nothing to “{title}” yet."), title=facts.title),
        words(ONLY),
        words(_("Once you have registered a business, remove Mitra there and add it again.")),
    ]
    return Screen(words.lines(lines), ((go(words.plain(_("Start")), "start"),),))


def groups_screen(words: Words, facts: Groups) -> Screen:
    lines = [words(_("This group is not yours to change any more."))] if facts.gone else []
    lines.append(words(_("<b>Groups and channels that get news</b>")))
    rows: list[tuple[Button, ...]] = []
    for each in facts.groups:
        lines.append(words(_("• {title}") if each.hears else NO_NEWS, title=each.title))
        see = words.plain(_("See {title}"), title=each.title)
        rows.append((Button(see, f"{PREFIX}:show:{each.id}"),))
    if not facts.groups:
        lines.append(words(_("There are none yet.")))
    if facts.may:
        lines.append(
            words(
                _(
                    "Add Mitra to a group, or to a channel as an admin who may post. Then we ask "
                    "you here what news it shall get."
                )
            )
        )
        rows += _adding(words, facts.bot)
    else:
        lines.append(words(ONLY))
    return Screen(words.lines(lines), tuple(rows))


def _adding(words: Words, bot: str) -> list[tuple[Button, ...]]:
    """Telegram asks which chat (core.telegram.org/bots/features#deep-linking)."""
    group = Button(words.plain(_("Add to a group")), url=f"https://t.me/{bot}?startgroup=mitra")
    rights = f"https://t.me/{bot}?startchannel&admin=post_messages+edit_messages"
    return [(group,), (Button(words.plain(_("Add to a channel")), url=rights),)]


def group_card(words: Words, facts: GroupCard) -> Screen:
    lines = [words(_("<b>{title}</b>"), title=facts.title), *_heard(words, facts)]
    if not facts.inside:
        out = _("Mitra cannot write there now. Add it again, and the news goes on.")
        lines.append(words(out))
    elif facts.new:
        lines.append(words(_("From the next news on it gets this. Nothing else is written there.")))
    label = _("Change its news") if facts.crops else _("Choose its news")
    rows = [(Button(words.plain(label), f"{NEWS_PREFIX}:{facts.group_id}"),)]
    if facts.hears:
        rows.append((Button(words.plain(_("Stop its news")), f"{PREFIX}:stop:{facts.group_id}"),))
    elif facts.crops:
        rows.append((Button(words.plain(_("News again")), f"{PREFIX}:go:{facts.group_id}"),))
    rows.append((go(words.plain(_("All groups")), "groups"),))
    return Screen(words.lines(lines), tuple(rows))


def _heard(words: Words, facts: GroupCard) -> list[Markup]:
    if not facts.crops:
        return [words(_("It gets no news yet."))]
    news = words(
        _("News of {crops} in {place}, in this language: {language}."),
        crops=words.list(crop_name(each, words).lower() for each in facts.crops),
        place=place_within(facts.place, words),
        language=LANGUAGES[facts.language],
    )
    return [news] if facts.hears else [words(_("Its news is stopped.")), news]

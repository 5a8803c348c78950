"""How the library looks."""

from bot.delivery.screen import Button, Enclosed, Screen
from bot.language import Words, _, n_
from bot.people.counts import told
from handlers.coaching.questions.fields import FIELDS
from handlers.coaching.questions.learning import PREFIX as LEARN
from handlers.coaching.questions.learning import (
    ArticleGone,
    ArticleList,
    ArticleMedia,
    ArticleRated,
    ArticleShown,
    ArticleWithdrawn,
    LibraryFields,
    WithdrawingArticle,
)
from handlers.coaching.questions.writing import NEW, ArticlePublished, MayNotWrite
from handlers.coaching.questions.writing import PREFIX as WRITE
from handlers.home import go

Row = tuple[Button, ...]
HELPED = n_("{number} person says: this helped.", "{number} people say: this helped.")


def library_fields(words: Words, facts: LibraryFields) -> Screen:
    text = words(
        _(
            "<b>Library</b>\nWhat would you like to know? Choose a field, or type it, for example: "
            "how to dry coffee."
        )
    )
    rows: list[Row] = []
    for field, count in facts.fields:
        label = words.plain(
            _("{field} ({count})"), field=words.plain(FIELDS[field]), count=words.number(count)
        )
        rows.append((Button(label, f"{LEARN}:f-{field}"),))
    if facts.may_write:
        rows.append((Button(words.plain(_("Write an article")), f"{WRITE}:{NEW}"),))
    return Screen(text, tuple(rows))


def article_list(words: Words, facts: ArticleList) -> Screen:
    if not facts.articles:
        nothing = _("The library has nothing about that yet. Your officer can be asked.")
        return Screen(words(nothing), ((_ask(words),), (_library(words),)))
    head = (
        words(_("<b>{field}</b>"), field=words.plain(FIELDS[facts.field]))
        if facts.field
        else words(_("The library has this about “{said}”:"), said=facts.said or "")
    )
    rows = [(Button(title, f"{LEARN}:a-{number}"),) for number, title in facts.articles]
    return Screen(head, (*rows, (_ask(words),)))


def article_media(words: Words, facts: ArticleMedia) -> Screen:
    return Screen(
        words("{title}", title=facts.title),
        enclosed=Enclosed(facts.what, facts.file_id, foremost=True),
    )


def article_shown(words: Words, facts: ArticleShown) -> Screen:
    parts = [words(_("<b>{title}</b>"), title=facts.title), words("{body}", body=facts.body)]
    if facts.foreign:
        parts.insert(0, words(_("So far this is there in another language only.")))
    if number := told(facts.helped):
        parts.append(words.plural(HELPED, number))
    parts.append(words(_("Did it help?")))
    ident = facts.article_id
    yes = Button(words.plain(_("👍 It helped")), f"{LEARN}:up-{ident}")
    no = Button(words.plain(_("👎 Not enough")), f"{LEARN}:down-{ident}")
    rows: list[Row] = [(yes, no), (_ask(words), _library(words))]
    if facts.withdraws:
        rows.append((Button(words.plain(_("Withdraw this article …")), f"{LEARN}:off-{ident}"),))
    return Screen(words.paragraphs(parts), tuple(rows))


def article_gone(words: Words, facts: ArticleGone) -> Screen:
    text = _("This article is not there any more, or not yours to change.")
    return Screen(words(text), ((_library(words),),))


def article_rated(words: Words, facts: ArticleRated) -> Screen:
    if facts.helps:
        return Screen(words(_("Good to hear. Others will find it sooner.")))
    sorry = _("Thank you for saying so. Your officer can tell you more.")
    return Screen(words(sorry), ((_ask(words),),))


def withdrawing_article(words: Words, facts: WithdrawingArticle) -> Screen:
    text = words(_("Withdraw “{title}”? Nobody will find it any more."), title=facts.title)
    keep = Button(words.plain(_("No, keep it")), f"{LEARN}:a-{facts.article_id}")
    yes = Button(words.plain(_("Yes, withdraw it")), f"{LEARN}:gone-{facts.article_id}")
    return Screen(text, ((keep,), (yes,)))


def article_withdrawn(words: Words, facts: ArticleWithdrawn) -> Screen:
    return Screen(words(_("The article is withdrawn.")), ((_library(words),),))


def may_not_write(words: Words, facts: MayNotWrite) -> Screen:
    text = _("Articles are written by officers, experts and admins.")
    return Screen(words(text), ((_library(words),),))


def article_published(words: Words, facts: ArticlePublished) -> Screen:
    text = words(_("“{title}” stands in the library now, without your name."), title=facts.title)
    read = Button(words.plain(_("Read it")), f"{LEARN}:a-{facts.article_id}")
    return Screen(text, ((read,),))


def _ask(words: Words) -> Button:
    return go(words.plain(_("Ask my officer")), "ask")


def _library(words: Words) -> Button:
    return go(words.plain(_("Library")), "learn")

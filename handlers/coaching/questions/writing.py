"""Who knows something publishes it: an answer of theirs, without its asker, or a new article.

Nothing is published that its author has not read in the summary.
"""

from bot.coaching.questions import library, questions, threads
from bot.coaching.questions.asked import Field
from bot.coaching.questions.library import WRITERS, Piece
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Attachment, Choice, Crop, Known, Prose, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import LANGUAGES, _
from handlers.coaching.questions.fields import FIELDS
from handlers.home import row_number

#: Starts the data of the buttons that begin an article.
PREFIX = "write"
NEW = "new"


class MayNotWrite(Notice):
    kind = "may_not_write"


class ArticlePublished(Notice):
    kind = "article_published"

    article_id: int
    title: str


async def start_writing(turn: Turn, _tap: Tap, argument: str) -> None:
    """`new`, or `12`: from what they answered to question 12."""
    if WRITERS & turn.roles:
        number = row_number(argument)
        await begin(turn, WRITE, {"question": NEW if number is None else str(number)})
    else:
        turn.reply(MayNotWrite())


async def own_answer(turn: Turn, answers: Answers) -> Facts:
    """What they themselves wrote to the question: nothing of its asker's."""
    number = row_number(answers.get("question", NEW))
    question = await questions.locked(turn.db, number) if number is not None else None
    if question is None:
        return {}
    said = await threads.said_in(turn.db, question, turn.person.id)
    written = "\n\n".join(each.text for each in said if each.text)
    return {"answer": written} if written else {}


async def finish(turn: Turn, answers: Answers) -> None:
    if not WRITERS & turn.roles:
        turn.reply(MayNotWrite())
        return
    first = answers["language"]
    texts = {first: library.Text(answers["title"], answers["body"])}
    if answers.get("other_title") and answers.get("other_body"):
        other = next(each for each in LANGUAGES if each != first)
        texts[other] = library.Text(answers["other_title"], answers["other_body"])
    media = answers.get("media")
    piece = Piece(
        Field(answers["field"]),
        texts,
        answers.get("commodity"),
        (media[0], media[1]) if media else None,
    )
    made = await library.publish(turn.db, turn.person.id, piece)
    turn.reply(ArticlePublished(article_id=made.id, title=answers["title"]))


WRITE = Form(
    name="write_article",
    title=_("<b>Publish this article for everybody?</b> Tap ✎ to change something."),
    steps=(
        Known("question", needed=True),
        Choice(
            "language",
            _("In which language is it?"),
            _("Language"),
            choices=LANGUAGES,
        ),
        Text(
            "title",
            _("What is it called? For example: How to dry coffee."),
            _("Title of the article"),
        ),
        Prose(
            "body",
            _(
                "Now the text. Please leave out names, places and numbers by which anybody could "
                "be known."
            ),
            _("Text"),
            source="answer",
        ),
        Choice(
            "field",
            _("Which field is it about?"),
            _("Field"),
            choices={str(field): name for field, name in FIELDS.items()},
        ),
        Crop(
            "commodity",
            _("Is it about one commodity? Which one?"),
            _("Commodity"),
            optional=True,
        ),
        Attachment(
            "media",
            _("Would you add a photo, a PDF or a short video?"),
            _("Shown with it"),
            optional=True,
        ),
        Text(
            "other_title",
            _("Would you add it in the other language, too? Then type its title."),
            _("Title in the other language"),
            optional=True,
        ),
        Prose(
            "other_body",
            _("And the text in the other language?"),
            _("Text in the other language"),
            when=lambda answers: bool(answers.get("other_title")),
        ),
    ),
    finish=finish,
    prepare=own_answer,
)

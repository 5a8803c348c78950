"""The page: its files, and its words in the reader's language."""

import json
import string
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.language import LANGUAGES, _, words_for
from bot.playground.people import HINTS

STATIC = Path(__file__).parent / "static"

#: What the script says, by the name it knows it by.
WORDS = {
    "title": _("Mitra playground"),
    "notice": _("A local playground: nothing leaves this computer. This is not the real Telegram."),
    "skip": _("Skip to the chats"),
    "lost": _("The connection is gone. Trying again…"),
    "unanswered": _("The program does not answer. Nothing that you typed is lost: try again soon."),
    "failed": _("The program could not do this. Its log says why."),
    "people": _("Who do you want to be?"),
    "new_person": _("New person"),
    "name": _("Name"),
    "phone_language": _("Language of their phone"),
    "add": _("Add"),
    "added": _("Added by you"),
    "not_started": _("Has not pressed Start yet"),
    "has_blocked": _("Has blocked the bot"),
    "unread": _("{number} unread"),
    "messages_of": _("Messages between {name} and the bot"),
    "you_said": _("You"),
    "bot_said": _("Bot"),
    "empty": _("There are no messages yet. Press Start to open the chat with the bot."),
    "back": _("Back to the list of people"),
    "more": _("More"),
    "close": _("Close"),
    "close_chat": _("Close this chat"),
    "write": _("Message"),
    "write_to_bot": _("Message from {name} to the bot"),
    "send": _("Send"),
    "start": _("Start"),
    "unblock_and_start": _("Unblock the bot and start again"),
    "block": _("Block the bot"),
    "unblock": _("Unblock the bot"),
    "move_left": _("Move this chat to the left"),
    "move_right": _("Move this chat to the right"),
    "place": _("Chat {number} of {total}"),
    "open_link": _("Open an invitation link"),
    "link": _("Link, or the code at its end"),
    "commands": _("Commands"),
    "attach": _("Send something else"),
    "buttons": _("Buttons of this message"),
    "keyboard": _("Keyboard from the bot"),
    "edit": _("Edit “{text}”"),
    "edited": _("edited"),
    "editing": _("You are editing your message"),
    "cancel": _("Cancel"),
    "contact": _("Contact"),
    "own_contact": _("Share my own number: {phone}"),
    "other_contact": _("Someone else's contact"),
    "phone": _("Phone number"),
    "location": _("Location"),
    "other_place": _("Another place"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "photo": _("Photo"),
    "video": _("Video"),
    "album": _("Three photos at once"),
    "document": _("Document"),
    "voice": _("Voice note"),
    "sticker": _("Sticker"),
    "forward": _("Someone else's message"),
    "forward_author": _("Who wrote it"),
    "forward_text": _("What they wrote"),
    "forwarded_from": _("Forwarded from {name}"),
    "sample": _("Send the example"),
    "own_file": _("Your own file"),
    "file": _("File"),
    "caption": _("Text with it (may stay empty)"),
    "kilobytes": _("{number} KB"),
    "bot_says": _("The bot says"),
    "ok": _("OK"),
    "clock": _("Clock of the playground"),
    "clock_hint": _("Move it on, and what is due by then happens now."),
    "hour_later": _("+1 hour"),
    "tomorrow": _("Tomorrow 08:00"),
    "week_later": _("+1 week"),
    "trouble": _("Trouble"),
    "trouble_now": _("Trouble: {number}"),
    "trouble_hint": _("Disturb the line between the bot and Telegram, to see what the bot does."),
    "fault_kind": _("What goes wrong"),
    "too_many": _("Telegram answers “too many requests”"),
    "server_error": _("Telegram answers “server error”"),
    "hang_before": _("The request gets stuck on the way"),
    "hang_after": _("Done, but the answer never arrives"),
    "drop_before": _("The connection breaks on the way"),
    "drop_after": _("Done, but the connection breaks"),
    "fault_method": _("Whenever the bot"),
    "when_sends": _("sends a message"),
    "when_edits": _("changes a message"),
    "when_answers": _("confirms a tap"),
    "when_asks": _("asks for new messages"),
    "when_any": _("does anything"),
    "fault_chat": _("In whose chat"),
    "every_chat": _("In every chat"),
    "fault_seconds": _("For how many seconds"),
    "fault_times": _("How many times"),
    "until_removed": _("until you remove it"),
    "fault_add": _("Make it go wrong"),
    "faults_now": _("What goes wrong now"),
    "faults_none": _("Nothing goes wrong."),
    "hits_of": _("Happened {number} of {total} times"),
    "hits_over": _("Happened {number} of {total} times: it is over"),
    "hits_so_far": _("Happened {number} times so far"),
    "remove": _("Remove"),
    "limits": _("Telegram's limits"),
    "limits_on": _("Telegram refuses what comes too fast"),
    "limit_overall": _("Messages a second, all chats together"),
    "limit_chat": _("Messages a second to one chat"),
    "limit_group": _("Messages a minute to a group"),
    "limits_set": _("Set the limits"),
    "limits_hold": _("The limits hold now."),
    "limits_off": _("There are no limits now."),
    "webhook": _("How the bot hears of messages"),
    "webhook_none": _("It asks Telegram for them (polling); there is no webhook."),
    "webhook_url": _("Webhook"),
    "webhook_pending": _("Waiting"),
    "webhook_in_flight": _("On the way"),
    "webhook_delivered": _("Delivered"),
    "webhook_failed": _("Failed"),
    "webhook_error": _("Last error"),
    "group_hint": _("A group of {number} people"),
    "group_empty": _("There are no messages yet. The bot hears of them once it is in the group."),
    "group_speaker": _("Who writes"),
    "group_anonymous": _("An admin who shows no name"),
    "group_channel": _("The group's channel"),
    "group_posted": _("Posted in the group's channel."),
    "group_bot": _("Another bot"),
    "write_in_group": _("Message to the group"),
    "group_add_bot": _("Add the bot to the group"),
    "group_remove_bot": _("Remove the bot from the group"),
    "group_upgrade": _("Make it a supergroup"),
    "group_upgraded": _("The group is a supergroup now."),
    "channel_hint": _("A channel for {number} people"),
    "channel_add_bot": _("Make the bot an admin of the channel"),
    "channel_remove_bot": _("Remove the bot from the channel"),
    "channel_empty": _("There are no posts yet. The bot posts once it is an admin of the channel."),
    "group_joined": _("The bot was added to the group."),
    "not_here": _("This button does nothing in the playground."),
}


def words(language: str) -> dict[str, str | dict[str, str]]:
    """The page's words; placeholders stay for the script to fill."""
    say = words_for(language)

    def said(msgid: str) -> str:
        fields = [field for _text, field, *_rest in string.Formatter().parse(msgid) if field]
        return str(say(msgid, **{field: f"{{{field}}}" for field in fields}))

    hints = {str(number): said(hint) for number, hint in HINTS.items()}
    return {name: said(msgid) for name, msgid in WORDS.items()} | {"hints": hints}


def chosen_language(request: Request) -> str:
    """`?language=`, else the first that the browser accepts, else the first there is."""
    accepted = request.headers.get("accept-language", "").split(",")
    asked = [request.query_params.get("language", ""), *accepted]
    codes = (one.split(";")[0].split("-")[0].strip().lower() for one in asked)
    return next((code for code in codes if code in LANGUAGES), next(iter(LANGUAGES)))


async def index(request: Request) -> Response:
    language = chosen_language(request)
    facts = {"language": language, "languages": dict(LANGUAGES), "words": words(language)}
    # Inside a script element only "<" could end the text early.
    data = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    shell = (STATIC / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(shell.replace("{language}", language).replace("{facts}", data))


ROUTES: list[BaseRoute] = [
    Route("/", index, methods=["GET"]),
    Mount("/static", StaticFiles(directory=STATIC)),
]

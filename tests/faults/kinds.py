"""One example of each kind of message and update there is (Bot API 10.1), and of some to come."""

from typing import Any

Content = dict[str, Any]

USER: Content = {"id": 77, "is_bot": False, "first_name": "Orang lain"}
BOT: Content = {"id": 78, "is_bot": True, "first_name": "Bot lain", "username": "lain_bot"}
ANONYMOUS: Content = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
GROUP: Content = {"id": -4001, "type": "group", "title": "Petani Batu"}
SUPERGROUP: Content = {
    "id": -1001234567890,
    "type": "supergroup",
    "title": "Petani",
    "is_forum": True,
}
CHANNEL: Content = {"id": -1009876543210, "type": "channel", "title": "Harga"}
FILE: Content = {"file_id": "F", "file_unique_id": "f"}
PICTURE: Content = FILE | {"width": 90, "height": 90}
PLACE: Content = {"latitude": -7.9666, "longitude": 112.6326}
OPTION: Content = {"persistent_id": "1", "text": "ya", "voter_count": 0}
POLL: Content = {
    "id": "1",
    "question": "?",
    "options": [OPTION],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
STICKER: Content = PICTURE | {"type": "regular", "is_animated": False, "is_video": True}
PAYMENT: Content = {
    "currency": "XTR",
    "total_amount": 1,
    "invoice_payload": "p",
    "telegram_payment_charge_id": "t",
    "provider_payment_charge_id": "",
}
EARLIER: Content = {
    "message_id": 1,
    "date": 1_790_000_000,
    "chat": GROUP,
    "from": USER,
    "text": "x",
}

#: Stands for the sender's own id.
ME = -1
HIDDEN: Content = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "x"}
#: What a person can send besides text.
MEDIA: tuple[Content, ...] = (
    {"contact": {"phone_number": "62812", "first_name": "Siti", "vcard": "BEGIN:VCARD"}},
    {"contact": {"phone_number": "+6281234567890", "first_name": "Siti", "user_id": ME}},
    {"contact": {"phone_number": "+6281234567890", "first_name": "Siti", "user_id": 77}},
    {"contact": {"phone_number": "bukan nomor", "first_name": "", "user_id": ME}},
    {"contact": {"phone_number": "+62812", "first_name": "x", "user_id": ME}, "via_bot": BOT},
    {"location": PLACE},
    {"location": {"latitude": 0.0, "longitude": -160.0}},
    {"location": PLACE | {"live_period": 900, "heading": 3, "horizontal_accuracy": 1.5}},
    {"venue": {"location": PLACE, "title": "Pasar", "address": "Batu"}, "location": PLACE},
    {"photo": [PICTURE]},
    {"photo": [PICTURE], "caption": "cabai <b>", "media_group_id": "13"},
    {"video": PICTURE | {"duration": 1}, "caption": "\ud83d", "media_group_id": "13"},
    {"voice": FILE | {"duration": 3, "mime_type": "audio/ogg"}},
    {"video_note": FILE | {"length": 240, "duration": 1}},
    {"audio": FILE | {"duration": 3, "title": "Lagu"}},
    {"voice": FILE | {"duration": 3}, "forward_origin": HIDDEN},
    {"photo": [PICTURE], "forward_origin": HIDDEN},
    {"document": FILE | {"file_name": "a.pdf"}},
    {"document": FILE | {"file_name": "pemasok.xlsx", "file_size": 10}},
    {"document": FILE | {"file_name": "besar.xlsx", "file_size": 2**31}},
    {"document": FILE | {"file_name": "tua.xls"}},
    {"document": FILE | {"mime_type": "text/csv"}},
    {"animation": PICTURE | {"duration": 1}, "document": FILE},
    {"sticker": STICKER},
    {"poll": POLL},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"game": {"title": "g", "description": "d", "photo": [PICTURE]}},
    {"story": {"chat": CHANNEL, "id": 1}},
    {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
    {"paid_media": {"star_count": 1, "paid_media": [{"type": "hologram"}]}},
    {
        "invoice": {"title": "i", "description": "d", "start_parameter": "", "currency": "IDR"}
        | {"total_amount": 1}
    },
    {"checklist": {"title": "c", "tasks": [{"id": 1, "text": "t"}]}},
    {"successful_payment": PAYMENT},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    {"chat_shared": {"request_id": 1, "chat_id": -5}},
    {"web_app_data": {"data": "\ud83d{", "button_text": "b"}},
    {"passport_data": {"data": [], "credentials": {"data": "", "hash": "", "secret": ""}}},
    {"hologram_2027": {"depth": 3}},
    {},
)
#: How a text can be dressed.
FORWARDED: tuple[Content, ...] = (
    {},
    {},
    {"forward_origin": {"type": "user", "date": 1_790_000_000, "sender_user": USER}},
    {"forward_origin": {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "x"}},
    {"forward_origin": {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 4}},
    {"forward_origin": {"type": "from_mars", "date": 1_790_000_000}},
    {"reply_to_message": EARLIER},
    {"reply_to_message": {"message_id": 1, "date": 0, "chat": GROUP}},
    {"quote": {"text": "x", "position": 0, "is_manual": True}, "reply_to_message": EARLIER},
    {"external_reply": {"origin": {"type": "user", "date": 1, "sender_user": USER}}},
    {"reply_to_story": {"chat": CHANNEL, "id": 1}},
    {"via_bot": BOT},
    {"entities": [{"type": "new", "offset": 9, "length": 1}]},
    {"link_preview_options": {"is_disabled": True}, "effect_id": "5"},
    {"sender_business_bot": BOT, "business_connection_id": "b"},
    {"message_thread_id": 3, "is_topic_message": True},
    {"has_protected_content": True, "is_from_offline": True, "paid_star_count": 5},
)
#: What Telegram writes into a chat by itself.
SERVICE: tuple[Content, ...] = (
    {"pinned_message": EARLIER},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": GROUP}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"write_access_allowed": {"from_request": True}},
    {"connected_website": "example.org"},
    {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
    {"proximity_alert_triggered": {"traveler": USER, "watcher": BOT, "distance": 3}},
    {"boost_added": {"boost_count": 1}},
    {"forum_topic_created": {"name": "t", "icon_color": 1}},
    {"forum_topic_closed": {}},
    {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    {"video_chat_ended": {"duration": 3}},
    {"new_chat_title": "Judul"},
    {"refunded_payment": {k: v for k, v in PAYMENT.items() if not k.startswith("provider")}},
)
#: A change of something other than a text.
EDITED: tuple[Content, ...] = (
    {"location": PLACE | {"live_period": 900}},
    {"location": PLACE},
    {"photo": [PICTURE], "caption": "baru"},
    {"poll": POLL},
)

BANNED: Content = {"user": BOT, "status": "kicked", "until_date": 0}
#: The bot's own membership: what it became.
MEMBERS: tuple[Content, ...] = (
    {"user": BOT, "status": "member"},
    {"user": BOT, "status": "member", "until_date": 1_900_000_000},
    BANNED,
    {"user": BOT, "status": "left"},
    {"user": BOT, "status": "creator", "is_anonymous": False},
    {"user": BOT, "status": "astral", "novelty": 1},
)


def _in(chat: Content, **content: Any) -> Content:
    return {"message_id": 5, "date": 1_790_000_000, "chat": chat, **content}


_RIGHTS = dict.fromkeys(
    (
        *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages"),
        *("can_manage_video_chats", "can_restrict_members", "can_promote_members"),
        *("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
        *("can_delete_stories",),
    ),
    True,
)
_TAP: Content = {"id": "1", "chat_instance": "c", "data": "go:prices"}


def _member(chat: Content, **member: Any) -> Content:
    new = {"user": BOT, **member}
    return {
        "chat": chat,
        "from": USER,
        "date": 1,
        "old_chat_member": BANNED,
        "new_chat_member": new,
    }


#: Updates that are not a person's in a chat of their own: kind and content.
ELSEWHERE: tuple[tuple[str, Content], ...] = (
    *(
        ("message", _in(chat, text=text, **{"from": USER}))
        for chat in (GROUP, SUPERGROUP)
        for text in ("/start", "/harga@mitra_local_bot", "halo")
    ),
    ("message", _in(SUPERGROUP, text="/start", sender_chat=SUPERGROUP, **{"from": ANONYMOUS})),
    (
        "message",
        _in(SUPERGROUP, sender_chat=CHANNEL, is_automatic_forward=True, text="x") | {"from": BOT},
    ),
    ("message", _in(GROUP, new_chat_members=[BOT, USER], **{"from": USER})),
    ("message", _in(GROUP, left_chat_member=BOT, **{"from": USER})),
    ("message", _in(GROUP, migrate_to_chat_id=SUPERGROUP["id"], **{"from": USER})),
    ("message", _in(GROUP, group_chat_created=True, **{"from": USER})),
    (
        "message",
        _in({"id": 78, "type": "private", "first_name": "Bot"}, text="hi", **{"from": BOT}),
    ),
    ("message", _in({"id": 1, "type": "galaxy"}, text="/start", **{"from": USER})),
    ("edited_message", _in(GROUP, edit_date=1_790_000_001, text="halo", **{"from": USER})),
    ("channel_post", _in(CHANNEL, text="/start")),
    ("edited_channel_post", _in(CHANNEL, edit_date=1_790_000_001, text="x")),
    ("callback_query", _TAP | {"from": USER, "message": _in(GROUP, text="x")}),
    ("callback_query", _TAP | {"from": USER, "inline_message_id": "AAA"}),
    ("callback_query", {"id": "2", "chat_instance": "c", "game_short_name": "g", "from": USER}),
    *(
        ("my_chat_member", _member(chat, **member))
        for chat in (GROUP, SUPERGROUP, CHANNEL)
        for member in (
            {"status": "left"},
            {"status": "administrator", **_RIGHTS},
        )
    ),
)
#: Updates that the bot does not ask for, or that are not known yet.
UNKNOWN: tuple[tuple[str, Content], ...] = (
    ("inline_query", {"id": "1", "from": USER, "query": "cabai", "offset": ""}),
    ("poll", POLL),
    (
        "message_reaction",
        {"chat": GROUP, "message_id": 1, "user": USER, "date": 1}
        | {"old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "👍"}]},
    ),
    (
        "business_connection",
        {"id": "b", "user": USER, "user_chat_id": 77, "date": 1} | {"is_enabled": True},
    ),
    (
        "business_message",
        _in({"id": 77, "type": "private", "first_name": "x"}, text="/start")
        | {"from": USER, "business_connection_id": "b"},
    ),
    ("telepathy_2027", {"from": USER, "thought": {"text": "x"}}),
)

import html as stdlib_html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import html
from bot.playground.entities import Entity
from bot.playground.limits import utf16_length
from bot.playground.refusals import Refusal


def entity(kind: str, offset: int, length: int, **more: str) -> Entity:
    return {"type": kind, "offset": offset, "length": length, **more}


READ = [
    ("plain text has no entities", "halo", "halo", []),
    ("an emoji counts as two", "👍 <b>ya</b>", "👍 ya", [entity("bold", 3, 2)]),
    ("tags nest", "<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("tags have other names", "<STRONG>a</strong>", "a", [entity("bold", 0, 1)]),
    ("references are read", "&lt;b&gt; &amp; &quot; &#65;&#x1F44D;", '<b> & " A👍', []),
    ("an unknown reference is text", "a&nbsp;b & c", "a&nbsp;b & c", []),
    ("a surrogate is no character", "&#xD83D;", "&#xD83D;", []),
    (
        "a link has its address",
        '<a href="https://a.id/?x=1&amp;y=2">x</a>',
        "x",
        [entity("text_link", 0, 1, url="https://a.id/?x=1&y=2")],
    ),
    ("a link without an address is its text", "<a>a.id</a>", "a.id",
     [entity("text_link", 0, 4, url="http://a.id")]),
    ("a link to nowhere is plain text", '<a href="?">x</a>', "x", []),
    ("code may name its language", '<pre><code class="language-py">x</code></pre>', "x",
     [entity("pre", 0, 1, language="py")]),
    ("a language counts only in pre", '<code class="language-py">x</code>', "x",
     [entity("code", 0, 1)]),
    ("a spoiler is a span", "<span class='tg-spoiler'>x</span>", "x", [entity("spoiler", 0, 1)]),
    ("a spoiler has its own tag", "<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
    ("a quotation can unfold", "<blockquote expandable>x</blockquote>", "x",
     [entity("expandable_blockquote", 0, 1)]),
    ("an emoji may be custom", '<tg-emoji emoji-id="5">👍</tg-emoji>', "👍",
     [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
    ("an empty tag marks nothing", "a<b></b>", "a", []),
    ("an end tag without a name closes the last", "<b>a</>", "a", [entity("bold", 0, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "plain", "entities"), [row[1:] for row in READ],
                         ids=[row[0] for row in READ])  # fmt: skip
def test_what_is_understood(source: str, plain: str, entities: list[Entity]) -> None:
    assert html.read(source) == (plain, entities)


REFUSED = [
    ("an unknown tag", "<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 0'),
    ("a break, which HTML knows", "a<br>", 'Unsupported start tag "br" at byte offset 1'),
    ("byte offsets count UTF-8", "👍é<x>", 'Unsupported start tag "x" at byte offset 6'),
    ("a smaller-than sign by itself", "3 < 5", 'Unsupported start tag "" at byte offset 2'),
    ("a tag that does not end", "<b", "Unclosed start tag at byte offset 0"),
    ("an attribute that does not end", '<a href="x', "Unclosed start tag at byte offset 0"),
    ("a tag that is not closed", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("an end that had no start", "x</b>", "Unexpected end tag at byte offset 1"),
    ("an end tag that does not end", "<b>x</b", "Unclosed end tag at byte offset 4"),
    ("tags that cross", "<b><i>x</b></i>",
     'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("a span that is no spoiler", "<span>x</span>",
     'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("a slash for an attribute", "<b />", 'Empty attribute name in the tag "b" at byte offset 0'),
    ("a bare address", "<a href=http://x>x</a>", "Unexpected end of name token at byte offset 8"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "reason"), [row[1:] for row in REFUSED],
                         ids=[row[0] for row in REFUSED])  # fmt: skip
def test_what_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        html.read(source)
    assert refusal.value.code == 400
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert html.read(stdlib_html.escape(text, quote=False)) == (text, [])


@given(st.text(min_size=1), st.text(min_size=1))
def test_offsets_are_utf16_units(before: str, inner: str) -> None:
    before, inner = (part.replace("<", "").replace("&", "") or "x" for part in (before, inner))
    expected = [entity("bold", utf16_length(before), utf16_length(inner))]
    assert html.read(f"{before}<b>{inner}</b>") == (before + inner, expected)


@given(st.text(alphabet="<>/ab =\"'&;#x \n"))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        html.read(source)
    except Refusal as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017  (either is right)

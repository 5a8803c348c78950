"""The one font of pictures, and texts in the letters that it has."""

from functools import cache

from PIL import ImageFont

from bot.pictures.letters import within

#: In pixels, of a picture 900 wide; a phone shows that some 360 to 400 points wide, so that
#: letters of 36 are 16.
BIG, MIDDLE = 46, 36


def shown(text: str) -> str:
    return within(text, _drawn)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own (Aileron, in the public domain), so that no machine's fonts matter."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType.")
    return found


@cache
def _drawn(sign: str) -> bool:
    """Whether the font has a shape of its own for it, other than the box for what it lacks."""
    if sign.isspace():
        return True
    box = bytes(font(MIDDLE).getmask("\uffff"))
    return bytes(font(MIDDLE).getmask(sign)) not in (box, b"")

"""Names as people give them: with a title in front, or without."""

from dataclasses import dataclass

from bot.people.models import Honorific

#: What people put in front of their name -> how they are addressed.
TITLES = {
    "ibu": Honorific.IBU,
    "bu": Honorific.IBU,
    "ny": Honorific.IBU,
    "nyonya": Honorific.IBU,
    "mrs": Honorific.IBU,
    "ms": Honorific.IBU,
    "bapak": Honorific.BAPAK,
    "bpk": Honorific.BAPAK,
    "bp": Honorific.BAPAK,
    "pak": Honorific.BAPAK,
    "tn": Honorific.BAPAK,
    "tuan": Honorific.BAPAK,
    "mr": Honorific.BAPAK,
}
#: Shorter ones in capitals may be initials.
SHOUTED = 4
#: In front of Balinese names: part of the name, but never how somebody is called.
PARTICLES = {"i", "ni"}


@dataclass(frozen=True)
class Named:
    name: str
    honorific: Honorific | None = None


def read_name(said: str) -> Named:
    """`Bu Siti Aminah` is Siti Aminah, an Ibu. A title alone is a name: nobody is left nameless."""
    first, _space, rest = said.strip().partition(" ")
    title = TITLES.get(first.rstrip(".").casefold())
    rest = rest.strip()
    return Named(_written(rest), title) if title and rest else Named(_written(said.strip()))


def _written(name: str) -> str:
    """As names are written, where a phone wrote all of it in small letters, or in capitals."""
    if name.islower() or (name.isupper() and len(name) >= SHOUTED):
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
    return name


def given_name(name: str) -> str:
    """What somebody is called by: `Siti` of Siti Aminah, `H. Ahmad`, `Wayan` of I Wayan Sudarma."""
    words = name.split()
    if len(words) > 1 and words[0].casefold() in PARTICLES:
        words = words[1:]
    upto = next((place for place, word in enumerate(words) if not word.endswith(".")), 0)
    return " ".join(words[: upto + 1])

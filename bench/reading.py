"""How well and how fast texts are read: `python -m bench.reading`, or as a part of `make bench`.

A wrong value counts as worse than a question, so that right, asked and wrong stand apart. Typos are
one random edit (insert, leave out, replace, swap) of an official name, with a fixed seed.
"""

import csv
import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.language.command import read
from bot.language.reading.crops import read_commodity
from bot.language.reading.dates import read_when
from bot.language.reading.money import read_price
from bot.language.reading.places import read_place
from bot.language.reading.quantity import read_quantity
from bot.language.reading.reading import Reading
from bot.language.reading.wishes import read_wish
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from tests.language.tables import MONDAY, TABLES, shown

EXAMPLES = Path(__file__).parents[1] / "tests" / "language"
#: Texts a second that each reader has to reach on one core.
GOALS = {
    "money": 20_000,
    "quantity": 20_000,
    "date": 5_000,
    "region": 2_000,
    "region, slips": 2_000,
    "commodity": 2_000,
    "commodity, slips": 2_000,
}
TYPOS, SEED = 5_000, 20261123
#: Long enough for a busy machine to come to rest at least once.
ROUNDS, SECONDS = 5, 0.3
_TOKEN = re.compile(r"\w+|[^\w\s]")


def measure() -> None:
    _accuracy()
    _typos()
    _speed()


def _accuracy() -> None:
    print(
        f"\n{'examples of':24}{'right':>8}{'asked':>8}{'wrong':>8}   (asked: where a value was due)"
    )
    programme = {"programme: numbers": _numbers(), "programme: dates": _dates()}
    ours = {f"ours: {kind}": _ours(kind) for kind in TABLES}
    for name, outcomes in (programme | ours).items():
        counted = Counter(outcomes)
        print(f"{name:24}{counted['right']:8}{counted['asked']:8}{counted['wrong']:8}")


def _judged(value: object, due: object) -> str:
    if value == due:
        return "right"
    return "asked" if value is None else "wrong"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((EXAMPLES / name).read_text(encoding="utf-8").splitlines()))


def _numbers() -> Iterator[str]:
    """Where asking is right, both readers of numbers have to ask."""
    for row in _rows("numbers.csv"):
        lines = {kind: read(kind, row["input"], MONDAY) for kind in ("money", "quantity")}
        if row["expected"] == "ASK":
            yield "right" if all(each["value"] is None for each in lines.values()) else "wrong"
            continue
        line = lines["money" if row["unit"].startswith("IDR") else "quantity"]
        ends = [float(end) for end in row["expected"].removeprefix("~").split("..")]
        due = (ends if len(ends) > 1 else ends[0], row["unit"])
        found = None if line["value"] is None else (line["value"], line["unit"])
        yield _judged(found, due)


def _dates() -> Iterator[str]:
    for row in _rows("dates.csv"):
        asks = row["expected_iso"].startswith("ASK")
        value = read("date", row["input"], MONDAY)["value"]
        yield _judged(value, None if asks else row["expected_iso"])


def _ours(kind: str) -> Iterator[str]:
    for row in TABLES[kind]:
        line = read(kind, row["input"], MONDAY)
        due = None if row["expected"].startswith("ASK") else row["expected"]
        yield _judged(None if line["value"] is None else shown(line), due)


def slip(name: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(name)), chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        )
    )


def _typos() -> None:
    chance = random.Random(SEED)  # noqa: S311  (typos, not secrets)
    places = [(each.name, each) for each in REGIONS.values() if each.level == "regency"]
    crops = [(each.name_id, each) for each in COMMODITIES.values() if each.slug != "babi"]
    print(f"\n{TYPOS:,} names with one slip{'found':>10}{'of three':>10}{'wrong':>8}{'in all':>9}")
    total = 0
    names: dict[str, tuple[Callable[[str], Reading[Any]], list[tuple[str, Any]]]] = {
        "regencies": (read_place, [*places]),
        "commodities": (read_commodity, [*crops]),
    }
    for kind, (reader, known) in names.items():
        cases = (known * (TYPOS // 2 // len(known) + 1))[: TYPOS // 2]
        first = among = wrong = 0
        for name, wanted in cases:
            reading = reader(slip(name, chance))
            first += reading.value == wanted
            among += reading.value is None and wanted in reading.candidates[:3]
            wrong += reading.value is not None and reading.value != wanted
        total += first + among
        print(f"  {kind:22}{first:10}{among:10}{wrong:8}{(first + among) / len(cases):9.2%}")
    print(f"  {'together':50}{total / TYPOS:9.2%}   (goal 98 %)")


def _speed() -> None:
    chance = random.Random(SEED)  # noqa: S311  (typos, not secrets)
    places = [each.name for each in REGIONS.values()]
    crops = [each.name_id for each in COMMODITIES.values()]
    texts = {kind: [row["input"] for row in rows] for kind, rows in TABLES.items()}
    sentences = [row["text"] for row in _rows("wishes.csv")]
    readers: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
        "money": (read_price, texts["money"]),
        "quantity": (read_quantity, texts["quantity"]),
        "date": (lambda text: read_when(text, MONDAY), texts["date"]),
        "region": (read_place, texts["region"]),
        "region, slips": (read_place, [slip(name, chance) for name in places]),
        "commodity": (read_commodity, texts["commodity"]),
        "commodity, slips": (read_commodity, [slip(name, chance) for name in crops * 4]),
        "wish": (read_wish, sentences),
    }
    plain = _rate(_reference, texts["money"])
    print(f"\n{'texts a second, one core':24}{'reached':>10}{'goal':>10}{'of a bare split':>18}")
    print(f"{'bare split and float()':24}{plain:10,.0f}{'':10}{1:18.3f}")
    for kind, (reader, said) in readers.items():
        rate = _rate(reader, said)
        goal = f"{GOALS[kind]:10,}" if kind in GOALS else " " * 10
        print(f"{kind:24}{rate:10,.0f}{goal}{rate / plain:18.3f}")


def _reference(text: str) -> list[float | str]:
    """The least that any reader of numbers does; it understands nothing."""
    return list(map(_float, _TOKEN.findall(text.lower())))


def _float(token: str) -> float | str:
    try:
        return float(token)
    except ValueError:
        return token


def _rate(reader: Callable[[str], object], texts: Iterable[str]) -> float:
    """Texts per second of processor time: the best of several rounds, others share the machine."""
    texts, best = list(texts), 0.0
    for text in texts:  # indexes are built by the first question
        reader(text)
    for _ in range(ROUNDS):
        count, started = 0, time.process_time()
        while (spent := time.process_time() - started) < SECONDS:
            for text in texts:
                reader(text)
            count += len(texts)
        best = max(best, count / spent)
    return best


if __name__ == "__main__":
    measure()

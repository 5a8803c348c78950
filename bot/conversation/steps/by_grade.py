"""What a buyer pays: one price, or a table of prices by grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps.figures import (
    BELOW_ZERO,
    FINEST,
    LARGEST,
    TIMES,
    Price,
)
from bot.language import Words, _
from bot.language.reading.money import read_price
from bot.language.reading.price_table import GradeText, grade_named, read_price_table
from bot.language.reading.reading import Reason
from bot.market.grades import MOST, GradePrice, best, read, stored

#: Letters of what a grade is called: with its price it is one line on a small phone.
LONGEST_GRADE = 24
TOO_MANY = _("Those are {number} grades. At most {most}, please.")
TWICE = _("The grade {grade} is there twice. Please say each once.")
LONG = _("“{grade}” is too long for a grade. At most {longest} letters, please.")
RANGE_OF = _("{grade}: please give one figure rather than a range.")
IMPLAUSIBLE_OF = _("{grade}: that figure cannot be right. Please check it.")
ONLY = _(
    "Only for {grade}? Please say just the price here, and the grade with the terms. "
    "Or name each grade with its price."
)
UNREAD_OF = _("{grade}: please write the price in full, for example: 62.000.")
UNREAD = _("Please tap one of the buttons.")
UNUSUAL_OF = _("{grade}: it is usually about {usual}/{unit}. Which one is right?")


@dataclass(frozen=True)
class PriceByGrade(Price):
    """As `Price`; of a table with `"grades": [{"grade": "A", "price": "62000"}, …]` beside.

    `amount` is then the highest. While a price far from the usual is asked about, the draft holds
    the table that each option would make.
    """

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        rows = read_price_table(text)
        if rows is None and (grade := grade_named(text)):
            return Unclear(Note(ONLY, {"grade": grade}))
        if rows is None:
            return super().read(text, draft if isinstance(draft, str) else None, situation)
        if problem := _problem(rows):
            return Unclear(problem)
        found: list[GradePrice] = []
        for row in rows:
            price = self._price(row, situation)
            if isinstance(price, Note):
                return Unclear(price)
            found.append(GradePrice(grade=row.grade, price=price))
        return _doubted(found, self.unit(situation), situation)

    def _price(self, row: GradeText, situation: Situation) -> Decimal | Note:
        """Rupiah per unit, or why that cannot be."""
        about, unit = {"grade": row.grade}, self.unit(situation)
        reading = read_price(row.price)
        found = reading.value or (reading.candidates[0] if len(reading.candidates) == 1 else None)
        if row.price.casefold().startswith(BELOW_ZERO):
            return Note(IMPLAUSIBLE_OF, about)
        if found is None:
            wrong = reading.reason is Reason.INVALID
            return Note(IMPLAUSIBLE_OF if wrong else UNREAD_OF, about)
        if isinstance(found.amount, tuple):
            return Note(RANGE_OF, about)
        if found.unit not in {None, "IDR", unit}:
            return self.counted(unit, situation.words)
        price = found.amount.quantize(FINEST) if found.amount < LARGEST else LARGEST
        return price if 0 < price < LARGEST else Note(IMPLAUSIBLE_OF, about)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        if isinstance(draft, dict):
            return Answer(draft[option]) if option in draft else Unclear(Note(UNREAD), draft)
        return super().pick(option, draft, situation)

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        """One of the two prices of the grade that was asked about may be typed, too."""
        if not isinstance(draft, dict):
            return super().refine(text, draft, situation)
        if read_price_table(text) is not None:
            return None
        said = super().read(text, None, _plainly(situation))
        option = f"{said.value['amount']}/{said.value['unit']}" if isinstance(said, Answer) else ""
        return self.pick(option, draft, situation)

    def keeps_draft(self, draft: Any) -> bool:
        return super().keeps_draft(draft) or (
            isinstance(draft, dict) and all(map(self.keeps, draft.values()))
        )

    def keeps(self, value: Any) -> bool:
        if not super().keeps(value):
            return False
        rows = value.get("grades")
        return rows is None or (
            isinstance(rows, list) and all(isinstance(row, dict) and _reads(row) for row in rows)
        )

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        if not value.get("grades"):
            return super().show(value, words, facts)
        prices = words.list(
            words.plain(_("{grade} {price}"), grade=row.grade, price=words.money(row.price))
            for row in read(value["grades"])
        )
        return words.plain(_("{prices} per {unit}"), prices=prices, unit=words.unit(value["unit"]))


def answer(rows: Sequence[GradePrice], unit: str) -> dict[str, Any]:
    """The value of the step; one row says what it is for, and is one price all the same."""
    return {"amount": f"{best(rows).normalize():f}", "unit": unit, "grades": stored(rows)}


def far(prices: Sequence[Decimal], usual: Decimal) -> list[Decimal]:
    """Those that are a slip more often than a price."""
    return [price for price in prices if not usual / TIMES < price < usual * TIMES]


def _doubted(rows: list[GradePrice], unit: str, situation: Situation) -> Reply:
    """A nought too many or too few in any row is asked about once more, for all such rows."""
    said, usual = answer(rows, unit), situation.facts.get("usual")
    about = Decimal(usual) if usual else None
    doubtful = set(far([row.price for row in rows], about)) if about else set()
    if about is None or not doubtful:
        return Answer(said)
    likely = [
        row.model_copy(update={"price": _likely(row.price, about)})
        if row.price in doubtful
        else row
        for row in rows
    ]
    pairs = zip(rows, likely, strict=True)
    one, other = next((one, other) for one, other in pairs if one.price in doubtful)
    draft = {
        f"{one.price.normalize():f}/{unit}": said,
        f"{other.price.normalize():f}/{unit}": answer(likely, unit),
    }
    words = situation.words
    values = {"grade": one.grade, "usual": words.money(about), "unit": words.unit(unit)}
    return Ask(tuple(draft), Note(UNUSUAL_OF, values), draft)


def _likely(price: Decimal, usual: Decimal) -> Decimal:
    return price / TIMES if price > usual else price * TIMES


def _problem(rows: Sequence[GradeText]) -> Note | None:
    """What is wrong with the table as a whole."""
    if len(rows) > MOST:
        return Note(TOO_MANY, {"number": str(len(rows)), "most": str(MOST)})
    seen: set[str] = set()
    for row in rows:
        if len(row.grade) > LONGEST_GRADE:
            short = f"{row.grade[:LONGEST_GRADE]}…"
            return Note(LONG, {"grade": short, "longest": str(LONGEST_GRADE)})
        if row.grade.casefold() in seen:
            return Note(TWICE, {"grade": row.grade})
        seen.add(row.grade.casefold())
    return None


def _reads(row: dict[str, Any]) -> bool:
    try:
        return isinstance(row.get("grade"), str) and Decimal(str(row.get("price"))) > 0
    except ArithmeticError:
        return False


def _plainly(situation: Situation) -> Situation:
    return Situation(situation.words, situation.now, situation.answers)

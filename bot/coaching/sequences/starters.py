"""The messages with which a programme of a template begins; its officer changes them at will."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.coaching.sequences.models import Since
from bot.language import _
from bot.people.readiness import Item

#: By the owner's clock: after breakfast, before the day fills up.
MORNING = "08:30"


@dataclass(frozen=True)
class Starter:
    days: int
    text: str
    since: Since = Since.ENROLLED
    hour: str = MORNING
    #: The template's module after which it comes, and that which it leads to.
    after: str | None = None
    until: str | None = None
    #: The paper that it leads to.
    paper: Item | None = None
    #: The file of an article that comes with the program.
    article: str | None = None


#: Template -> name of a message -> the message.
STARTERS: Mapping[str, Mapping[str, Starter]] = {
    "permits": {
        "papers": Starter(
            1,
            _(
                "Not every product needs the same papers. Dry food that keeps longer than a week "
                "needs P-IRT; frozen food, and milk or meat in cans, need BPOM. Which of your "
                "products do you want to bring to shops first?"
            ),
            until="needs",
        ),
        "nib": Starter(
            3,
            _(
                "Everything begins with the business number (NIB). It is free and made online in "
                "an hour, with your identity card at hand. If you get stuck, ask here."
            ),
            paper=Item.NIB,
            article="nib",
        ),
        "kitchen": Starter(
            7,
            _(
                "Before P-IRT somebody looks at where you cook. Three things count most: clean "
                "water, a place apart from the household's, covered hair and short nails. What of "
                "it is still missing?"
            ),
            until="kitchen",
            paper=Item.PIRT,
        ),
        "pirt": Starter(
            2,
            _(
                "The training is done: now P-IRT can be applied for online, with NIB, certificate "
                "and a draft of your label. It costs nothing."
            ),
            since=Since.MODULE,
            after="kitchen",
            paper=Item.PIRT,
            article="pirt",
        ),
        "halal": Starter(
            3,
            _(
                "Write down today all that goes into your product, with the brand: also oil, "
                "seasoning and food colouring. That list is what the halal certificate is about."
            ),
            since=Since.MODULE,
            after="ingredients",
            paper=Item.HALAL,
            article="halal",
        ),
        "end": Starter(
            30,
            _(
                "A month is left in this programme. Which paper is still missing? Tell your "
                "officer today, so that it can be finished together."
            ),
            since=Since.BEFORE_END,
        ),
    },
    "books": {
        "purses": Starter(
            1,
            _(
                "Today's task takes five minutes: put the money of the business into a purse or "
                "account of its own. From today what you buy for the house comes from the other "
                "one."
            ),
            until="purses",
        ),
        "daily": Starter(
            3,
            _(
                "Have you written down yesterday's sales and purchases? One line for each is "
                "enough: the day, what it was, how much. A school notebook will do."
            ),
            until="daily",
            article="bookkeeping",
        ),
        "week": Starter(
            7,
            _(
                "A week of notes: now add up what came in and what went out. What is left? Bring "
                "the figure to the next session."
            ),
            until="cash",
        ),
        "cost": Starter(
            2,
            _(
                "Now that you know what one product costs: look at your price again. Does it pay "
                "for your own work, too?"
            ),
            since=Since.MODULE,
            after="cost",
        ),
        "after": Starter(
            30,
            _(
                "The programme ended a month ago. Do you still write down each day? If you have "
                "stopped, begin again today: one line is enough."
            ),
            since=Since.AFTER_END,
        ),
    },
    "quality": {
        "buyers": Starter(
            1,
            _(
                "Before the next harvest, ask your buyer one thing: what was sent back last time, "
                "and why? Write the answer down, we talk about it at the session."
            ),
            until="buyers",
        ),
        "harvest": Starter(
            3,
            _(
                "Half of the damage happens on harvest day. Pick in the cool of the morning, lay "
                "instead of throwing, and keep it in the shade."
            ),
            until="harvest",
        ),
        "grading": Starter(
            7,
            _(
                "Try it today with ten kilograms: sort into good, middling and damaged, and weigh "
                "each. Which part is good?"
            ),
            until="grading",
        ),
        "storing": Starter(
            2,
            _(
                "Sorted well is half of it. Do not mix today's harvest with yesterday's, and write "
                "date and weight on each sack."
            ),
            since=Since.MODULE,
            after="grading",
        ),
    },
    "packaging": {
        "choosing": Starter(
            1,
            _(
                "Put your product and two others of its kind side by side, as in a shop. Which "
                "one would a stranger take, and why? Take a photo for the session."
            ),
            until="choosing",
        ),
        "label": Starter(
            3,
            _(
                "These have to stand on a label: name, ingredients, net weight, who made it and "
                "where, best before, and the number of the permit. What is missing on yours?"
            ),
            until="label",
            article="packaging-label",
        ),
        "sealing": Starter(
            7,
            _(
                "Seal five packs today and write the date on them. Open one each week, look, smell "
                "and taste. So you learn how long it really keeps."
            ),
            until="sealing",
        ),
        "cost": Starter(
            2,
            _(
                "Add up what one pack costs with label and seal. If it is more than a tenth of the "
                "price, ask your officer about buying together."
            ),
            since=Since.MODULE,
            after="choosing",
            until="cost",
        ),
    },
    "cooperative": {
        "why": Starter(
            1,
            _(
                "A cooperative needs at least nine people who trust each other. Whom would you "
                "ask? Write down the names."
            ),
            until="why",
            paper=Item.COOPERATIVE,
            article="cooperative",
        ),
        "members": Starter(
            3,
            _(
                "Talk about money early: how much does each pay once, and how much each month? "
                "Ask three of your people what they can do."
            ),
            until="members",
            paper=Item.COOPERATIVE,
        ),
        "meeting": Starter(
            7,
            _(
                "For the founding meeting you need a day, a place, and a list of who comes. Choose "
                "a day with your officer, so that somebody of the cooperative office can be there."
            ),
            until="meeting",
            paper=Item.COOPERATIVE,
        ),
        "after": Starter(
            3,
            _(
                "The founding meeting is behind you. Keep its minutes and the list of signatures "
                "safe: the notary asks for them."
            ),
            since=Since.MODULE,
            after="meeting",
            paper=Item.COOPERATIVE,
        ),
    },
    "export": {
        "markets": Starter(
            1,
            _(
                "Choose one country to begin with. Who there buys what you make, and how much at a "
                "time? Write down what you know; we find the rest together."
            ),
            until="markets",
            article="export",
        ),
        "supply": Starter(
            3,
            _(
                "A buyer abroad asks first: how much each month, all year? Count what you could "
                "deliver in your weakest month."
            ),
            until="supply",
        ),
        "sample": Starter(
            7,
            _(
                "Put a kilogram of your best aside today, sealed and dated. It is the sample by "
                "which you will be judged."
            ),
            until="supply",
        ),
        "price": Starter(
            2,
            _(
                "The papers are clear. Now the price: count packing, the way to the port, papers "
                "and bank before you name one."
            ),
            since=Since.MODULE,
            after="papers",
            until="price",
        ),
        "end": Starter(
            30,
            _(
                "A month is left in this programme. What is still missing for the first shipment? "
                "Tell your officer today."
            ),
            since=Since.BEFORE_END,
        ),
    },
}

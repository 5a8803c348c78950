"""Programmes that are needed everywhere, each with its modules in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.language import _


@dataclass(frozen=True)
class Template:
    name: str
    goal: str
    #: Key -> title, in the order in which they are taught.
    modules: Mapping[str, str]


TEMPLATES: Mapping[str, Template] = {
    "permits": Template(
        _("P-IRT and halal readiness"),
        _("Every product has the papers that it needs to be sold in shops."),
        {
            "needs": _("Which papers your product needs: P-IRT, BPOM, halal"),
            "nib": _("Getting the business number (NIB)"),
            "kitchen": _("Food safety training and a clean kitchen"),
            "label": _("The label, and how long the product keeps"),
            "pirt": _("Applying for P-IRT"),
            "ingredients": _("Halal ingredients and a halal process"),
            "halal": _("Applying for the halal certificate"),
        },
    ),
    "books": Template(
        _("Bookkeeping"),
        _("The owner knows each month what was earned and what a product costs."),
        {
            "purses": _("Two purses: the household's and the business's"),
            "daily": _("Writing down each sale and purchase"),
            "cost": _("What one product costs, and its price"),
            "cash": _("The money of a month: in, out and left"),
            "profit": _("Profit and loss on one page"),
        },
    ),
    "quality": Template(
        _("Quality and grading"),
        _("What is delivered fits the buyer's grade the first time."),
        {
            "buyers": _("What buyers mean by quality"),
            "harvest": _("Harvesting and handling with care"),
            "grading": _("Sorting and grading"),
            "measuring": _("Weight, moisture and samples"),
            "storing": _("Storing and transport"),
        },
    ),
    "packaging": Template(
        _("Packaging"),
        _("The product keeps well, looks good and says what the law asks for."),
        {
            "choosing": _("Which packaging fits the product"),
            "label": _("What has to stand on the label"),
            "sealing": _("Sealing, and testing how long it keeps"),
            "cost": _("What the packaging adds to the price"),
            "look": _("A look that is remembered"),
        },
    ),
    "cooperative": Template(
        _("Founding a cooperative"),
        _("A cooperative is founded, and sells together."),
        {
            "why": _("Why together: what a cooperative can do"),
            "members": _("Members and their deposits"),
            "meeting": _("The founding meeting"),
            "papers": _("Deed, legal entity and business number"),
            "running": _("Keeping the books, and the yearly meeting"),
        },
    ),
    "export": Template(
        _("Export readiness"),
        _("The first shipment abroad goes out and is paid."),
        {
            "markets": _("Which markets, and what they ask for"),
            "supply": _("The same quality and quantity each time"),
            "papers": _("Papers, and who helps with them"),
            "price": _("Price, terms of delivery and payment"),
            "shipment": _("The first shipment"),
        },
    ),
}


def title_of(template: str | None, key: str | None) -> str | None:
    """The marked title of a template's module; None for one that the template does not know."""
    known = TEMPLATES.get(template or "")
    return known.modules.get(key or "") if known else None

"""The kinds of question a form can ask, one file each."""

from bot.conversation.steps.choice import Choice, Pick
from bot.conversation.steps.crops import Crop, Crops
from bot.conversation.steps.figures import Amount, Price
from bot.conversation.steps.places import Place, Places
from bot.conversation.steps.text import Text
from bot.conversation.steps.times import Day, Moment

__all__ = [
    "Amount",
    "Choice",
    "Crop",
    "Crops",
    "Day",
    "Moment",
    "Pick",
    "Place",
    "Places",
    "Price",
    "Text",
]

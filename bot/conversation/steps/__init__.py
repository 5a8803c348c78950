"""The kinds of question a form can ask, one file each."""

from bot.conversation.steps.area import Area
from bot.conversation.steps.attachment import Attachment
from bot.conversation.steps.by_grade import PriceByGrade
from bot.conversation.steps.capacity import Capacity
from bot.conversation.steps.checklist import Checklist
from bot.conversation.steps.choice import Choice, Pick
from bot.conversation.steps.conditions import Terms
from bot.conversation.steps.count import Count
from bot.conversation.steps.crops import Crop, Crops
from bot.conversation.steps.enclose import Enclose
from bot.conversation.steps.figures import Amount, Price
from bot.conversation.steps.free_day import FreeDay
from bot.conversation.steps.free_time import FreeTime
from bot.conversation.steps.hour import Hour
from bot.conversation.steps.how_much import HowMuch
from bot.conversation.steps.known import Known
from bot.conversation.steps.least import LeastSupply
from bot.conversation.steps.length import Length
from bot.conversation.steps.messages import Messages
from bot.conversation.steps.narrowed import Narrowed
from bot.conversation.steps.news_hour import NewsHour
from bot.conversation.steps.number import BirthYear, Number
from bot.conversation.steps.of_grade import OfGrade
from bot.conversation.steps.others_phone import OthersPhone, OwnPhone
from bot.conversation.steps.pays import Pays
from bot.conversation.steps.person_name import ContactName, PersonName
from bot.conversation.steps.phone import Phone
from bot.conversation.steps.pick_many import PickMany
from bot.conversation.steps.pieces import Pieces
from bot.conversation.steps.place import Place
from bot.conversation.steps.places import Places
from bot.conversation.steps.prose import Prose
from bot.conversation.steps.radius import Radius
from bot.conversation.steps.repeated import Repeated, Until
from bot.conversation.steps.sales import Sales
from bot.conversation.steps.several import Several
from bot.conversation.steps.spot import Spot
from bot.conversation.steps.text import Text
from bot.conversation.steps.times import Day, LastDay, Moment
from bot.conversation.steps.titles import Titles
from bot.conversation.steps.to_do import ToDo
from bot.conversation.steps.wares import Wares
from bot.conversation.steps.whom import Whom
from bot.conversation.steps.window import Window

__all__ = [
    "Amount",
    "Area",
    "Attachment",
    "BirthYear",
    "Capacity",
    "Checklist",
    "Choice",
    "ContactName",
    "Count",
    "Crop",
    "Crops",
    "Day",
    "Enclose",
    "FreeDay",
    "FreeTime",
    "Hour",
    "HowMuch",
    "Known",
    "LastDay",
    "LeastSupply",
    "Length",
    "Messages",
    "Moment",
    "Narrowed",
    "NewsHour",
    "Number",
    "OfGrade",
    "OthersPhone",
    "OwnPhone",
    "Pays",
    "PersonName",
    "Phone",
    "Pick",
    "PickMany",
    "Pieces",
    "Place",
    "Places",
    "Price",
    "PriceByGrade",
    "Prose",
    "Radius",
    "Repeated",
    "Sales",
    "Several",
    "Spot",
    "Terms",
    "Text",
    "Titles",
    "ToDo",
    "Until",
    "Wares",
    "Whom",
    "Window",
]

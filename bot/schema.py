"""All tables in one metadata, for the migrations and for nothing else."""

from bot.coaching import models as coaching
from bot.coaching.after import models as after
from bot.coaching.calendar import feeds
from bot.coaching.day import models as day
from bot.coaching.handover import models as handover
from bot.coaching.houses import models as houses
from bot.coaching.programmes import models as programmes
from bot.coaching.questions import articles, asked
from bot.coaching.reminders import models as reminding
from bot.coaching.sequences import models as sequences
from bot.conversation import models as conversation
from bot.delivery import models as delivery
from bot.intake import models as intake
from bot.market import models as market
from bot.market import offered, planned
from bot.partnerships import models as partnerships
from bot.people import groups, joining, leave, papers, wanted
from bot.people import models as people
from bot.privacy import models as privacy
from bot.storage import Base

__all__ = [
    "after",
    "articles",
    "asked",
    "coaching",
    "conversation",
    "day",
    "delivery",
    "feeds",
    "groups",
    "handover",
    "houses",
    "intake",
    "joining",
    "leave",
    "market",
    "offered",
    "papers",
    "partnerships",
    "people",
    "planned",
    "privacy",
    "programmes",
    "reminding",
    "sequences",
    "wanted",
]

metadata = Base.metadata

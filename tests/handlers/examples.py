"""One message of every kind, and of most kinds several."""

from collections.abc import Iterator

from bot.delivery.screen import Notice
from handlers import (
    home,
)
from tests.handlers.after_examples import after_notices
from tests.handlers.company_examples import company_notices, supplier_notices
from tests.handlers.cover_examples import cover_notices
from tests.handlers.day_examples import day_notices
from tests.handlers.delegate_examples import delegate_notices
from tests.handlers.group_examples import group_notices
from tests.handlers.house_examples import house_notices
from tests.handlers.joining_examples import joining_notices
from tests.handlers.market_examples import coaching_notices, market_notices
from tests.handlers.people_examples import people_notices
from tests.handlers.programme_examples import programme_notices
from tests.handlers.question_examples import question_notices
from tests.handlers.request_examples import request_notices
from tests.handlers.session_examples import session_notices


def notices(name: str) -> Iterator[Notice]:
    yield from request_notices(name)
    yield from delegate_notices(name)
    yield from day_notices(name)
    yield from cover_notices(name)
    yield from coaching_notices(name)
    yield from session_notices(name)
    yield from after_notices(name)
    yield from people_notices(name)
    yield from market_notices(name)
    yield from company_notices(name)
    yield from supplier_notices(name)
    yield from joining_notices(name)
    yield from house_notices(name)
    yield from group_notices(name)
    yield from programme_notices(name)
    yield from question_notices(name)
    yield home.FinishFirst()

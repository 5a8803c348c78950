"""A profile says how complete it is, and what is the most useful thing to add."""

from bot.people.completeness import REGISTERED, WEIGHTS, Detail, completeness


def test_onboarding_alone_makes_sixty_percent() -> None:
    known = completeness(set())
    assert (known.percent, known.next) == (60, Detail.CAPACITY)
    assert set(known.missing) == set(Detail)


def test_every_detail_adds_something_and_all_of_them_make_it_whole() -> None:
    assert all(WEIGHTS[detail] > 0 for detail in Detail)
    assert REGISTERED + sum(WEIGHTS.values()) == 100
    whole = completeness(set(Detail))
    assert (whole.percent, whole.missing, whole.next) == (100, (), None)


def test_what_is_known_is_not_asked_for() -> None:
    assert completeness({Detail.CAPACITY, Detail.PHONE}).missing == (
        Detail.PRICES_AT,
        Detail.READINESS,
        Detail.SIZE,
    )

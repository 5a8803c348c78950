"""A title is told apart from a name, and people are called as they are used to."""

import pytest

from bot.people.models import Honorific
from bot.people.names import Named, given_name, read_name


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Siti Aminah", Named("Siti Aminah")),
        ("Bu Siti Aminah", Named("Siti Aminah", Honorific.IBU)),
        ("IBU  siti", Named("Siti", Honorific.IBU)),
        ("SITI AMINAH", Named("Siti Aminah")),
        ("siti o'neil", Named("Siti O'neil")),
        ("AR", Named("AR")),
        ("McDonald", Named("McDonald")),
        ("Pak Budi", Named("Budi", Honorific.BAPAK)),
        ("Bpk. H. Ahmad", Named("H. Ahmad", Honorific.BAPAK)),
        ("Mrs. Clara", Named("Clara", Honorific.IBU)),
        ("Bu", Named("Bu")),
        ("Budi", Named("Budi")),
        ("Buana Ibu Pertiwi", Named("Buana Ibu Pertiwi")),
    ],
)
def test_a_title_in_front_is_no_part_of_the_name(said: str, named: Named) -> None:
    assert read_name(said) == named


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Siti Aminah", "Siti"),
        ("Budi", "Budi"),
        ("H. Ahmad Fauzi", "H. Ahmad"),
        ("Muh. Rizal", "Muh. Rizal"),
        ("I Wayan Sudarma", "Wayan"),
        ("Ni Luh Putu", "Luh"),
        ("I", "I"),
        ("A.", "A."),
        ("", ""),
    ],
)
def test_people_are_called_by_the_name_they_are_used_to(name: str, called: str) -> None:
    assert given_name(name) == called

"""A title is told apart from a name, and people are called as they are used to."""

import pytest

from bot.people.models import Honorific
from bot.people.names import Named, given_name, read_name

IBU, BAPAK = Honorific.IBU, Honorific.BAPAK


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


INTRODUCED = [
    ("with a lead-in", "nama saya tuti", Named("Tuti")),
    ("with a lead-in and a title", "nama saya bu siti aminah", Named("Siti Aminah", IBU)),
    ("I, and the name", "saya joko", Named("Joko")),
    ("in English", "my name is Ann", Named("Ann")),
    ("in short English", "I'm Ann.", Named("Ann")),
    ("how to be called", "panggil saja Joko", Named("Joko")),
    ("how to be called, after the name", "pak joko, panggil aja joko", Named("Joko", BAPAK)),
    ("the same without a comma", "Siti Aminah biasa dipanggil Siti", Named("Siti Aminah")),
    ("a greeting first", "halo, saya pak joko", Named("Joko", BAPAK)),
    ("with a colon", "Nama: siti aminah", Named("Siti Aminah")),
    ("where from", "saya joko dari malang", Named("Joko")),
    ("a full stop behind it", "nama saya Joko Susilo.", Named("Joko Susilo")),
    ("a phone that capitalised the first word", "Siti binti ahmad", Named("Siti binti Ahmad")),
    ("a young man", "mas joko", Named("Joko", BAPAK)),
    ("a young woman", "Mbak Rini", Named("Rini", IBU)),
    ("a mother", "mak ijah", Named("Ijah", IBU)),
    ("a lady of rank", "nyai ratna", Named("Ratna", IBU)),
    ("a mother in town", "bunda ratna", Named("Ratna", IBU)),
    ("an uncle", "pakde karto", Named("Karto", BAPAK)),
    ("a brother", "cak man", Named("Man", BAPAK)),
    ("a title that may be either", "Mbah Karto", Named("Karto")),
    ("an old man with two titles", "Bapak Mbah Karto", Named("Karto", BAPAK)),
    ("the same the other way round", "MBAH PAK KARTO", Named("Karto", BAPAK)),
    ("a title that nothing follows", "Pak Mbah", Named("Mbah", BAPAK)),
    ("all in small letters", "siti aminah", Named("Siti Aminah")),
    ("all in capitals", "MBAK SITI AMINAH", Named("Siti Aminah", IBU)),
    ("a woman who has been to Mecca", "hj. siti", Named("Hj. Siti", IBU)),
    ("a man who has", "Pak Haji Ahmad", Named("Haji Ahmad", BAPAK)),
    ("a physician", "dr. ani", Named("dr. Ani")),
    ("initials", "Ahmad S.", Named("Ahmad S.")),
    ("names that begin like a lead-in", "Sayati", Named("Sayati")),
    ("a name with a comma", "Ani, S.Pd.", Named("Ani, S.Pd.")),
    ("nothing but the lead-in", "saya", Named("Saya")),
]


@pytest.mark.parametrize(
    ("said", "named"), [r[1:] for r in INTRODUCED], ids=[r[0] for r in INTRODUCED]
)
def test_who_introduces_themselves_is_named_without_the_words_around_it(
    said: str, named: Named
) -> None:
    assert read_name(said) == named


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Siti Aminah", "Siti"),
        ("Budi", "Budi"),
        ("H. Ahmad Fauzi", "H. Ahmad"),
        ("Muh. Rizal", "Muh. Rizal"),
        ("I Wayan Sudarma", "Wayan"),
        ("Mbah Karto", "Karto"),
        ("Mas Joko Susilo", "Joko"),
        ("Haji Ahmad Fauzi", "Haji Ahmad"),
        ("dr. Ani Lestari", "dr. Ani"),
        ("Ir Joko", "Ir Joko"),
        ("Mbah", "Mbah"),
        ("Haji", "Haji"),
        ("Ni Luh Putu", "Luh"),
        ("I", "I"),
        ("A.", "A."),
        ("", ""),
    ],
)
def test_people_are_called_by_the_name_they_are_used_to(name: str, called: str) -> None:
    assert given_name(name) == called

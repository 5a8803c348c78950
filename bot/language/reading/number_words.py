"""The words that numbers are said with: Bahasa Indonesia and English, and what markets speak.

The market's own: Javanese and Sundanese counting ("limang ewu", "sarebu").
"""

from decimal import Decimal

ONES = {
    "nol": 0,
    "kosong": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "seratus": 100,
    "lapan": 8,
    "empt": 4,
    "siji": 1,
    "loro": 2,
    "rong": 2,
    "telu": 3,
    "telung": 3,
    "papat": 4,
    "patang": 4,
    "limo": 5,
    "limang": 5,
    "enem": 6,
    "nem": 6,
    "pitu": 7,
    "pitung": 7,
    "wolu": 8,
    "wolung": 8,
    "songo": 9,
    "sangang": 9,
    "selawe": 25,
    "seket": 50,
    "sewidak": 60,
    "satus": 100,
    "opat": 4,
    "genep": 6,
    "sapuluh": 10,
    "saratus": 100,
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
PLACES = {"belas": 0, "puluh": 10, "puluhan": 10, "ratus": 100, "ratusan": 100, "hundred": 100}
PARTS = {
    **dict.fromkeys(("setengah", "stengah", "separuh", "separo", "half"), Decimal("0.5")),
    **dict.fromkeys(("seperempat", "quarter"), Decimal("0.25")),
    "sepertiga": Decimal(1) / 3,
}
DIVISORS = {"perempat": 4, "pertiga": 3, "perlima": 5, "quarters": 4, "thirds": 3}
_SCALES = (
    ("ribu rb rbu rib rebu ribo rbuan k thousand thousands ribuan rban rebuan ewu", 10**3),
    ("juta jt jta million millions mio jutaan jtan jtaan", 10**6),
    ("miliar milyar milliar billion miliaran milyaran", 10**9),
    ("triliun trilyun trillion", 10**12),
)
SCALES = {word: Decimal(value) for words, value in _SCALES for word in words.split()}
ONE_SCALES = {
    f"se{word}": SCALES[word] for word in ("ribu", "juta", "miliar", "milyar", "triliun")
} | {
    **dict.fromkeys(("sewu", "sarebu", "seribuan", "serebu", "srb"), Decimal(1000)),
    "sejutaan": Decimal(10**6),
    "thousand": Decimal(1000),
    "million": Decimal(10**6),
}
#: Fractions that can be nothing else; "2/3 ton" may be two or three tons.
FRACTIONS = {
    ("1", "2"): Decimal("0.5"),
    ("1", "3"): Decimal(1) / 3,
    ("1", "4"): Decimal("0.25"),
    ("3", "4"): Decimal("0.75"),
    ("1", "5"): Decimal("0.2"),
    ("1", "8"): Decimal("0.125"),
}

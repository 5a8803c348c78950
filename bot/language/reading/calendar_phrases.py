"""Phrases about time: two words of one meaning, and English order turned into Indonesian.

Both lists are gone through in this order; each rule begins with what has to stand in the text.
"""

from bot.language.reading.respelling import respellings

#: On the words as they were typed.
PHRASES = respellings(
    [
        (".m", r"\ba\.m\.?", r" am"),
        (".m", r"\bp\.m\.?", r" pm"),
        ("1st|2nd|3rd|th", r"(?<=\d)(?:st|nd|rd|th)\b", r" ordinal"),
        ("clock", r"\b(\w+) ?o'? ?clock\b", r"jam \1"),
        (" an|-an|0an|1an|2an|3an|4an|5an|6an|7an|8an|9an", r"(?<=\d)[- ]?an\b", r" sekitar "),
        (" lusa", r"\b(?:besok|bsk|bsok) lusa\b", r"besok atau lusa"),
        ("1/2", r"\bjam 1/2 (?=\d)", r"jam setengah "),
        ("waktu|within", r"\bdalam waktu\b|\bwithin\b", r"in"),
        (" ke", r"\b(minggu|pekan|week) ke ?-? ?\d\b", r"mingguke"),
        ("antara|between", r"\b(?:antara|between) (.+?) (?:dan|and) ", r"from \1 to "),
        (",| .|. ", r"\b(jam|jm|pukul|pkl) (\d{1,2}) ?[.,] ?([0-5]\d)\b", r"\1 \2.\3"),
        ("sekarang|skrg|now", r"\b(?:dari|from) (?:sekarang|skrg|now)\b", r"lagi"),
        ("every other", r"\bevery other\b", r"every 2"),
        ("after tomorrow", r"\bday after tomorrow\b", r"lusa"),
        (
            "before yesterday|kemarin ",
            r"\bday before yesterday\b|\bkemarin (?:lusa|dulu)\b",
            r"2 hari lalu",
        ),
        ("dini", r"\bdini ?hari\b", r"dinihari"),
        ("tengah malam", r"\btengah malam\b", r"midnight"),
        ("tengah hari", r"\btengah hari\b", r"noon"),
        (
            "akhir |hujung |weekends",
            r"\b(?:akhir|hujung) (?:pekan|minggu)\b|\bweekends\b",
            r"weekend",
        ),
        ("/d|.d|/ d|. d", r"\bs ?[/.] ?d\b\.?", r" sampai "),
        (
            "kurang lebih|kira|+|~",
            r"\bkurang lebih\b|\bkira ?-? ?kira\b|\bkira(?:2\b|-2\b| 2(?= \d))|\+ ?/ ?-|[~±]",
            r" sekitar ",
        ),
        ("yg |yang |akan ", r"\by(?:an)?g (?=lalu|akan|silam)|\bakan (?=datang)", r""),
        ("t0|t1|t2", r"(?<=\d)t(?=\d)", r" "),
        ("ke depan", r"\bke depan\b", r"lagi"),
        ("a week", r"\ba week\b", r"1 week"),
        ("fortnight", r"\ba fortnight\b", r"fortnight"),
        ("half a", r"(?<=half) an?\b", r""),
        ("hour|day|month|year|minute", r"(?<!half )\ban? (?=hour|day|month|year|minute)", r"1 "),
        ("pagi-|siang-|sore-|malam-", r"\b(pagi|siang|sore|malam)-\1\b", r"\1"),
        ("waktu indonesia", r"\bwaktu indonesia (barat|tengah|timur)\b", r"zona\1"),
    ]
)
#: What these words turn. Quarters, halves and sides wait here for what they belong to.
_TURNED = r"(W\d|pekan|bulan|tahun|M\d+|AKHIRPEKAN|minggu|pagi|siang|sore|malam|AFT)\b"
#: On the words in one spelling.
ORDERS = respellings(
    [
        (
            "in |dalam |setelah ",
            (
                r"\b(?:in|dalam|setelah) ((?:(?:\d+(?:[.,]\d+)?|HALF) ){1,2}"
                r"(?:jam|menit|hari|pekan|minggu|bulan|tahun)\b)(?! l)"
            ),
            r"\1 lagi",
        ),
        ("NEXT", rf"\bNEXT {_TURNED}", r"\1 depan"),
        ("LAST", rf"\bLAST {_TURNED}", r"\1 lalu"),
        ("THIS", rf"\bTHIS {_TURNED}", r"\1 ini"),
        ("PAST", r"\b(HALF|QUARTER|\d+)(?: menit)? PAST (\d+)\b", r"jam \2 lewat \1"),
        # "5 to 9" is five minutes before nine, "1 to 15 Dec" and "from 9 to 11" are stretches.
        (
            " to ",
            (
                r"\b(5|10|20|25)(?<!from \d)(?<!from \d\d)(?<!M\d 5)(?<!M\d\d 5)(?<!M\d \d\d)"
                r"(?<!M\d\d \d\d)(?: menit)? to (\d{1,2})(?! M\d| AM| PM|[\d/.:-])\b"
            ),
            r"jam \2 kurang \1",
        ),
        ("QUARTER to", r"\bQUARTER to (\d{1,2})\b", r"jam \1 kurang QUARTER"),
        (" to ", r"(?<=[\w)]) to (?=[\dWMjbhla])", r" sampai "),
        (
            "from ",
            (
                r"\bfrom (?:jam )?(\d{1,2}(?:[.:]\d\d)?) sampai "
                r"(?=(?:jam )?\d{1,2}(?:[.:]\d\d)?(?: AM| PM|$))"
            ),
            r"jam \1 sampai ",
        ),
        (
            "sampai| - ",
            r"^(\d{1,2}) (?:sampai|-) (?=\d{1,2} (?:AM|PM|pagi|siang|sore|malam))",
            r"jam \1 sampai ",
        ),
        ("jam ", r"\bjam (\d{1,2}) ([0-5]\d)(?= (?:pagi|siang|sore|malam|AM|PM)|$)", r"jam \1.\2"),
        (
            "W5",
            r"\bW5 (?:- |dan |sampai )?minggu\b(?! (?:depan|lalu|ini|pagi|sore))",
            r"AKHIRPEKAN",
        ),
        ("tahun ", r"\btahun (depan|lalu|ini)(?: bulan)? (M\d+)\b", r"\2 tahun \1"),
        ("ordinal", r"(?:\btanggal )?\b(\d{1,2}) ordinal(?=(?: of)? M\d)", r"\1"),
        ("ordinal", r"\b(M\d+) (?:the )?(\d{1,2}) ordinal\b", r"\1 \2"),
        ("ordinal", r"(?:\btanggal )?\b(\d{1,2}) ordinal\b", r"tanggal \1"),
        ("sekali", r"\b(tiap .*?) ?sekali\b", r"\1"),
        (
            "sekali",
            r"(?<!tiap )\b((?:\d{1,2} )?(?:hari|minggu|pekan|bulan|tahun)) sekali\b",
            r"tiap \1",
        ),
        ("jam jam", r"\bjam jam\b", r"jam"),
        ("lagi lagi", r"\blagi lagi\b", r"lagi"),
        (" jam", r"(\d) jam(?= (?:AM|PM|pagi|siang|sore|malam|AFT)|$)(?! lagi)", r"\1"),
        (" hari", r"\b(pagi|siang|sore|malam|subuh) hari\b(?! ini)", r"\1"),
        ("in ", r"\bin (pagi|AFT|malam)\b", r"\1"),
        (" of ", r"\b(akhir|awal|tengah) of ", r"\1 "),
        ("NEXT", r"\b(akhir|awal|tengah) NEXT (bulan|tahun)", r"\1 \2 depan"),
    ]
)

"""What people write around the name of a place, and in place of parts of it."""

TITLES = {
    **dict.fromkeys(("kabupaten", "kab", "kabupate", "kbpn", "regency"), "kabupaten"),
    **dict.fromkeys(("kota", "kotamadya", "kodya", "kotamadia", "kotif", "city"), "kota"),
    **dict.fromkeys(("municipality", "town"), "kota"),
    **dict.fromkeys(("provinsi", "prov", "propinsi", "prop", "prv", "province"), "provinsi"),
}
#: They follow the name; the Indonesian ones stand before it.
ENGLISH = {"regency", "city", "municipality", "town"}
SHORT = {
    "kep": "kepulauan",
    "tj": "tanjung",
    "tjg": "tanjung",
    "tg": "tanjung",
    "sei": "sungai",
    "java": "jawa",
    "sumatra": "sumatera",
    "sum": "sumatera",
    "sul": "sulawesi",
    "kal": "kalimantan",
    "islands": "kepulauan",
    "island": "kepulauan",
    "sel": "selatan",
    "ut": "utara",
    "bar": "barat",
    "tim": "timur",
    "teng": "tengah",
    "celebes": "sulawesi",
    "bd": "bandar",
}
DIRECTIONS = {
    "north": ("utara",),
    "south": ("selatan",),
    "east": ("timur",),
    "west": ("barat",),
    "central": ("tengah", "pusat"),
    "southeast": ("tenggara",),
    "southwest": ("barat daya",),
}
FILLERS = {
    *("di", "daerah", "wilayah", "dari", "asal", "in", "from", "the", "area", "of", "saya"),
    *("ada", "tinggal", "lokasi", "kami", "usaha", "administrasi", "adm", "seluruh", "se", "all"),
    *("istimewa", "khusus", "ibukota"),
    *(
        "kawasan",
        "sekitar",
        "near",
        "around",
        "ke",
        "ya",
        "pak",
        "bu",
        "i",
        "live",
        "am",
        "indonesia",
    ),
}

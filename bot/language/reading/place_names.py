"""What people call provinces and regencies beside their official names."""

from collections.abc import Iterator

from bot.market.regions import REGIONS, Region

#: Short forms and everyday names, each with the official name it stands for.
_ALSO = """
31: jkt; 34: yk, jogya; 34.71: jogya; 51: pulau dewata
35.07: mlg, dampit, lawang, singosari; 35.73: mlg; 35.78: sby, suroboyo; 35.10: bwi; 35.15: sda
35.71: kdr; 35.06: kdr; 35.09: jbr; 35.08: lmj; 35.22: bojonegara; 35.04: tulungagoeng
33.22: smg; 33.74: smg; 33.02: pwt; 33.15: purwodadi; 34.03: wonosari; 34.01: wates
33.72: ska; 33.01: clp; 33.23: tmg; 33.07: wsb, dieng
32.04: bdg, ciwidey, pangalengan; 32.73: bdg; 32.17: lembang; 32.06: tasik; 32.78: tasik
32.09: crb; 32.74: crb
32.15: kerawang, krw; 32.16: bks; 32.75: bks; 32.01: bgr; 32.71: bgr; 32.76: dpk; 32.77: cmh
36.03: tng; 36.71: tng; 36.02: rangkasbitung
18.02: lamteng; 18.01: lamsel; 18.07: lamtim; 18.03: lampura, kotabumi; 18.04: lambar
18.10: pringsewu
16.71: plg; 16.73: linggau; 13.71: pdg; 13.75: bkt; 14.71: pku; 21.71: btm; 12.71: mdn
12.06: berastagi, brastagi, kabanjahe, tanah karo; 12.11: sidikalang; 18.71: bdl, tanjung karang
61.71: ptk; 62.71: pky, palangka; 63.71: bjm; 63.72: bjb; 63.01: tala, pelaihari
64.71: bpp; 64.72: smd
73.71: mks, mksr, makasar; 71.71: mdo, mnd; 51.71: dps; 51.06: kintamani; 53.01: kpg; 53.71: kpg
53.06: flotim; 53.19: matim; 91.03: jpr; 91.71: jpr; 11.71: bna
11: nad, nanggroe aceh darussalam
12: sumut; 13: sumbar; 16: sumsel
19: babel, bangka belitung islands; 21: kepri, riau islands
31: dki, dki jakarta, jakarta, dkj, daerah khusus jakarta, jakarta raya
32: jabar; 33: jateng
34: diy, jogja, yogya, jogjakarta, yogyakarta, special region of yogyakarta
35: jatim; 52: ntb; 53: ntt; 61: kalbar; 62: kalteng; 63: kalsel; 64: kaltim
65: kaltara; 71: sulut; 72: sulteng; 73: sulsel; 74: sultra; 76: sulbar; 81: moluccas
82: malut, north moluccas; 92: pabar; 93: papsel; 94: papteng; 96: pbd
95: highland papua, papua highlands
11.12: abdya
12.01: tapteng; 12.02: taput; 12.03: tapsel; 12.07: lubuk pakam; 12.12: tobasa, toba samosir
12.13: madina; 12.16: humbahas; 12.18: sergai; 12.20: paluta; 12.21: palas
12.22: labusel; 12.23: labura; 12.72: siantar, pematang siantar; 12.77: sidimpuan
11.04: takengon; 11.05: meulaboh; 12.09: kisaran; 12.10: rantau prapat
13.07: 50 kota, limapuluh kota
14.02: inhu; 14.04: inhil; 14.06: rohul; 14.07: rohil; 14.09: kuansing
15.06: tanjabbar, tanjab barat; 15.07: tanjabtim, tanjab timur
16.01: oku; 16.02: oki; 16.06: muba; 16.08: oku timur; 16.09: oku selatan
16.12: pali; 16.13: muratara; 18.12: tubaba; 18.71: balam, bandarlampung
31.01: thousand islands; 31.71: jakpus; 31.72: jakut; 31.73: jakbar; 31.74: jaksel
31.75: jaktim
32.01: cibinong; 32.16: cikarang; 32.17: kbb
33.02: purwokerto; 33.22: ungaran; 33.72: solo
34.71: jogja, yogya, jogjakarta
35.06: pare; 35.07: kepanjen; 35.13: kraksaan
36.74: tangsel; 51.04: ubud; 51.08: singaraja
52.01: lobar; 52.02: loteng; 52.03: lotim; 52.07: ksb; 52.08: klu
53.02: tts; 53.03: ttu; 53.04: atambua; 53.07: maumere; 53.09: bajawa; 53.10: ruteng
53.11: waingapu; 53.15: labuan bajo; 53.18: sbd
62.01: kobar, pangkalan bun; 62.02: kotim, sampit; 63.04: batola
63.06: hss; 63.07: hst; 63.08: hsu
64.02: kukar, tenggarong; 64.07: kubar; 64.08: kutim; 64.09: ppu
71.01: bolmong; 71.05: minsel; 71.06: minut; 71.08: bolmut; 71.09: sitaro
71.10: boltim; 71.11: bolsel; 72.01: luwuk; 72.08: parimo
73.06: sungguminasa; 73.08: watampone; 73.10: pangkep; 73.13: sengkang; 73.14: sidrap
73.18: tator, makale; 73.22: lutra; 73.24: lutim; 73.26: torut, rantepao
73.71: ujung pandang; 76.01: mamuju utara, matra
76.04: polman; 81.03: maluku tenggara barat, mtb; 81.05: sbt; 81.06: sbb; 81.08: mbd
82.01: halbar; 82.03: halut; 82.04: halsel; 82.06: haltim
94.04: timika; 95.01: wamena
"""
#: Names of islands and lands that hold several regencies, beyond what the names themselves tell.
LANDS = {
    "malangraya": ("35.07", "35.73", "35.79"),
    "soloraya": ("33.72", "33.11", "33.09", "33.10", "33.12", "33.13", "33.14"),
    "bandungraya": ("32.73", "32.04", "32.17", "32.77", "32.11"),
    "gayo": ("11.04", "11.13", "11.17"),
    "tanahgayo": ("11.04", "11.13", "11.17"),
    "toraja": ("73.18", "73.26"),
    "flores": ("53.06", "53.07", "53.08", "53.09", "53.16", "53.10", "53.15", "53.19"),
    "madura": ("35.26", "35.27", "35.28", "35.29"),
    "jakarta": ("31.71", "31.72", "31.73", "31.74", "31.75", "31.01"),
    "dki": ("31.71", "31.72", "31.73", "31.74", "31.75", "31.01"),
    "dkijakarta": ("31.71", "31.72", "31.73", "31.74", "31.75", "31.01"),
    "lombok": ("52.01", "52.02", "52.03", "52.08"),
    "sumba": ("53.11", "53.12", "53.17", "53.18"),
}
_TITLES = ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ")


def bare(place: Region) -> str:
    """The name without its title; two regions may share it."""
    name = place.name.replace("Kep. ", "Kepulauan ")
    for title in _TITLES:
        if place.level == "regency" and name.startswith(title):
            return name.removeprefix(title)
    return name


def title(place: Region) -> str:
    if place.level == "province":
        return "provinsi"
    return "kota" if place.name.startswith("Kota ") else "kabupaten"


def spellings() -> Iterator[tuple[str, str]]:
    """Every bare name and its everyday forms, with the code each stands for."""
    names = {bare(place).lower() for place in REGIONS.values()}
    for code, place in REGIONS.items():
        name = bare(place).lower()
        yield name, code
        yield name.replace(" dan ", " "), code
        for island in ("kepulauan ", "pulau "):
            short = name.removeprefix(island).removesuffix(" kepulauan")
            if short not in names and short not in {"konawe", "banggai"}:
                yield short, code
    for line in _ALSO.replace(";", "\n").split("\n"):
        code, _, forms = line.strip().partition(": ")
        yield from ((form.strip(), code) for form in forms.split(",") if form.strip())

"""What people call commodities beside the list's names, and the words that mean a whole family."""

from collections.abc import Iterator

from bot.market.commodities import COMMODITIES

#: Everyday, dialect and English names of one commodity.
_ALSO = """
jagung-pipilan: jagung pipil, jagung pipilan, jagung kering, dried maize, dried corn
kedelai: kedelai, kedele, dele, soybean, soybeans, soya, kacang kedelai
tepung-terigu: terigu, tepung gandum, flour
gula-pasir-lokal: gula lokal
gula-pasir-premium: gula premium
gula-aren: gula enau, palm sugar, aren sugar, gula semut aren, gula aren cetak
gula-kelapa: gula jawa, gula kelapa, javanese sugar
minyak-goreng-curah: minyak curah, migor curah
garam-konsumsi: garam halus, garam dapur, garam meja, garam yodium, garam beryodium, table salt
garam-rakyat: garam krosok, garam kasar, sea salt, coarse salt
bawang-merah: brambang, bawang abang, shallots, red onion, bamer
bawang-putih: garlics, baput
cabai-merah-besar: cabai besar, cabai merah besar, big red chili
cabai-merah-keriting: cabai keriting, cabai kriting, curly chili
cabai-rawit-merah: cabai setan, rawit merah, cabai rawit domba
cabai-rawit-hijau: rawit hijau
daging-ayam-ras: daging ayam, chicken meat, ayam karkas, karkas ayam
telur-ayam-ras: telur, telor, telur ayam, telor ayam, endog, endhog, egg, eggs, telur negeri
daging-kerbau-lokal: daging kerbau lokal, daging kerbau segar
daging-kerbau-impor: daging kerbau beku, daging kerbau impor
ikan-kembung: kembung
ikan-tongkol: tongkol
ikan-bandeng: bandeng, milkfish
ikan-tuna: tuna
ikan-cakalang: cakalang, skipjack
ikan-lele: lele, catfish
ikan-nila: nila, tilapia
sapi-potong: sapi, sapi pedaging, cattle, cow, cows, sapi hidup, lembu
susu-sapi: susu, susu sapi, susu segar, susu murni, milk, fresh milk
kulit: kulit, kulit sapi, kulit kambing, kulit domba, leather, hides
kakao: kakao, cokelat, coklat, biji kakao, biji coklat, biji cokelat, cocoa, cacao
karet: karet, bokar, rubber, lateks, latex, getah karet
kelapa: kelapa, kelapa tua, krambil, kerambil, nyiur, coconut, coconuts
sabut-kelapa: sabut kelapa, sabut, cocofiber, coco fiber, coir
rotan: rattan cane
mebel-kayu: mebel, meubel, mebeler, furniture, furnitur
nilam: nilam, daun nilam, patchouli
minyak-nilam: minyak nilam, patchouli oil
minyak-atsiri: atsiri, essential oil, essential oils
biofarmaka: tanaman obat, medicinal plant, herbal, jamu, empon empon
jahe: jae, jahe merah, jahe gajah, jahe emprit
udang-vaname: vaname, vanname, vanamei, udang vanamei, udang vannamei, vannamei
sawit-tbs: sawit, tbs, kelapa sawit, tbs sawit, tandan buah segar, oil palm, palm fruit, ffb
kopi-arabika: kopi arabika, arabika, arabica, arabica coffee, kopi arabica, green bean arabika
kopi-robusta: kopi robusta, robusta, robusta coffee, green bean robusta
kopi-ceri: kopi ceri, kopi cherry, kopi gelondong, ceri kopi, coffee cherries, cherry kopi
vanili: vanili, panili, vanilla, vanila, panile
lada-hitam: merica hitam, black pepper
lada-putih: merica putih, white pepper, muntok white pepper
cengkeh: cengkeh, cengkih, clove, cloves
pala: biji pala, nutmegs
kayu-manis: kulit manis, cassiavera, cinnamon, cassia
pinang: pinang, jambe, biji pinang, areca nut, betel nut
teh: teh, daun teh, pucuk teh, tea, tea leaf, tea leaves
tembakau: mbako, bako, daun tembakau
tebu: sugarcane, sugar cane
mete: mete, mente, jambu mete, kacang mete, kacang mede, mede, biji mete, cashew, cashews
kemiri: candlenuts
serai-wangi: serai wangi, minyak sereh, minyak serai, sereh wangi, minyak sereh wangi, citronella
minyak-cengkeh: minyak cengkeh, clove oil
porang: porang, iles iles, konjac
singkong: ubi kayu, ketela pohon, pohong, kaspe, sampeu, budin, ubi singkong
ubi-jalar: ketela rambat, ubi cilembu, ubi rambat, ubi ungu, sweet potatoes
kacang-tanah: peanuts, groundnut, groundnuts
kacang-hijau: kacang ijo, kacang hijo, mung beans
gabah-gkp: gkp, gabah basah, gabah panen
gabah-gkg: gkg, gabah giling, gabah kering
kentang: potatoes, kentang granola
tomat: tomatoes
wortel: wortel, carrots
kubis: kol, cabbages, gubis
bayam: bayem, spinach
kangkung: kankung, water spinach
pisang: bananas, cau, pisang kepok, pisang raja, pisang ambon, pisang cavendish, pisang tanduk
mangga: mangoes, mangos, pelem, mangga harum manis, mangga arumanis, mangga gedong gincu
nanas: nenas, pineapples
salak: salak pondoh, snakefruit
durian: duren, durians, durian montong
alpukat: alpokat, avocados, apokat, alpukat mentega
jeruk: jeruk manis, jeruk siam, oranges
kunyit: kunir
kencur: cikur
rumput-laut-cottonii: cottonii, rumput laut cottonii, katoni, cotonii, eucheuma cottonii
rumput-laut-gracilaria: gracilaria, rumput laut gracilaria
kepiting-bakau: kepiting lumpur
rajungan: ranjungan
kambing: wedus, wedhus, goats, kambing etawa
domba: biri biri, wedus gibas, gibas
ayam-kampung: ayam buras, ayam bukan ras, free range chicken
ayam-ras-hidup: ayam hidup, ayam broiler, broiler, live chicken
madu: madu hutan, madu asli
tempe: tempeh
keripik: kripik, ceriping, crackers chips
vco: minyak kelapa murni, vco, minyak vco
bambu: pring, awi, bamboos
batik: batik, kain batik
tenun: tenun, kain tenun, ulos, songket
pakaian-jadi: pakaian, baju, konveksi, garmen, garment, garments, busana, clothes
anyaman: kerajinan anyaman, woven crafts
"""
#: Words for a whole family, most usual member first. A family of one is asked about as well
#: ("jagung" may be sweet corn); Bulog's stabilisation rice is nobody's harvest.
_FAMILIES = {
    "cabai, cabe, lombok, chili, chilli, chilies, chillies, chile, cabay, cabai segar": (
        "cabai-rawit-merah cabai-rawit-hijau cabai-merah-keriting cabai-merah-besar"
    ),
    "cabai rawit, rawit, cengek, cengis, bird's eye chili, birds eye chili": (
        "cabai-rawit-merah cabai-rawit-hijau"
    ),
    "cabai merah, red chili": "cabai-merah-keriting cabai-merah-besar cabai-rawit-merah",
    "cabai hijau, green chili": "cabai-rawit-hijau",
    "kopi, coffee, biji kopi, green bean, kopi biji, coffee bean, coffee beans": (
        "kopi-robusta kopi-arabika kopi-ceri"
    ),
    "beras, rice": (
        "beras-medium beras-premium beras-medium-1 beras-medium-2 beras-super-1 "
        "beras-super-2 beras-bawah-1 beras-bawah-2"
    ),
    "beras super, beras kualitas super": "beras-super-1 beras-super-2",
    "beras kualitas bawah, beras murah": "beras-bawah-1 beras-bawah-2",
    "beras kualitas medium": "beras-medium-1 beras-medium-2",
    "gabah, padi, paddy": "gabah-gkp gabah-gkg",
    "gula, sugar": "gula-pasir-lokal gula-pasir-premium gula-konsumsi gula-aren gula-kelapa",
    "gula pasir, gula putih, white sugar": "gula-pasir-lokal gula-pasir-premium gula-konsumsi",
    "gula merah, gula abang, gula semut, brown sugar": "gula-aren gula-kelapa",
    "minyak goreng, migor, cooking oil": (
        "minyak-goreng-curah minyak-goreng-kemasan-1 minyak-goreng-kemasan-2"
    ),
    "minyak goreng kemasan": "minyak-goreng-kemasan-1 minyak-goreng-kemasan-2",
    "minyak, oil": (
        "minyak-goreng-curah minyak-goreng-kemasan-1 minyak-goreng-kemasan-2 vco "
        "minyak-nilam minyak-cengkeh serai-wangi minyak-atsiri"
    ),
    "minyak kelapa, coconut oil": "vco minyak-goreng-curah",
    "bawang, onion, onions": "bawang-merah bawang-putih",
    "garam, salt": "garam-rakyat garam-konsumsi",
    "daging, meat": (
        "daging-sapi-murni daging-sapi-1 daging-sapi-2 daging-ayam-ras "
        "daging-kerbau-lokal daging-kerbau-impor"
    ),
    "daging sapi, beef": "daging-sapi-murni daging-sapi-1 daging-sapi-2",
    "daging kerbau, kerbau, buffalo, buffalo meat": "daging-kerbau-lokal daging-kerbau-impor",
    "ayam, chicken, pitik, ayam ras, ayam potong": "ayam-kampung ayam-ras-hidup daging-ayam-ras",
    "ikan, fish, iwak": (
        "ikan-lele ikan-nila ikan-bandeng ikan-tongkol ikan-cakalang ikan-tuna ikan-kembung"
    ),
    "udang, shrimp, prawn, prawns": "udang-vaname",
    "kepiting, crab, crabs": "kepiting-bakau rajungan",
    "jagung, corn, maize": "jagung-pipilan",
    "lada, merica, mrica, sahang, pepper": "lada-hitam lada-putih",
    "rumput laut, seaweed, agar agar, agar": "rumput-laut-cottonii rumput-laut-gracilaria",
    "kacang, nuts, beans": "kacang-tanah kacang-hijau kedelai mete",
    "ubi, ketela, telo, telo rambat, tuber, umbi": "singkong ubi-jalar",
    "kain, cloth, fabric": "batik tenun",
    "serai, sereh, lemongrass": "serai-wangi",
    "gedang": "pisang",
    "kayu, wood": "mebel-kayu",
    "kerajinan, handicraft, craft": "anyaman batik tenun mebel-kayu kulit",
    "kelapa muda, degan": "kelapa",
}
#: Lands that gave a coffee its name; they tell where it grew and not what is sold.
ORIGINS = {
    *("gayo", "toraja", "kintamani", "mandailing", "mandheling", "bajawa", "flores", "lintong"),
    *("sidikalang", "ijen", "preanger", "priangan", "wamena", "enrekang", "kalosi", "kerinci"),
    *("lampung", "temanggung", "dampit", "bengkulu", "semendo", "pagaralam", "java", "jawa"),
    *("sumatra", "bali", "papua", "sindoro", "sumbing", "malabar", "puntang", "solok", "bondowoso"),
}
#: Varieties and states that leave a commodity what it is.
DRESS = {
    *(
        "asli",
        "segar",
        "fresh",
        "organik",
        "organic",
        "lokal",
        "local",
        "super",
        "premium",
        "murah",
    ),
    *("kering", "basah", "dried", "dry", "mentah", "raw", "kebun", "panen", "mateng", "matang"),
    *("kualitas", "bagus", "biji", "bean", "beans", "buah", "tanaman", "pilihan", "unggul"),
    *("asalan", "petik", "wash", "washed", "natural", "honey", "grade", "sortir", "eceran"),
    *("green", "hidup", "curah", "dari", "from"),
}
#: Words that say nothing of the goods, only that somebody has them.
SAID_AROUND = {
    *("jual", "saya", "kami", "punya", "menjual", "menanam", "produk", "usaha", "ada", "olahan"),
    *("i", "sell", "we", "grow", "ya", "pak", "bu", "jualan", "petani", "peternak", "nelayan"),
    *("pengrajin", "perajin", "produsen", "pedagang", "tanam", "nanam", "bertani", "beternak"),
    *("ternak", "budidaya", "juga", "aja", "saja", "cuma", "hanya", "dagang", "bikin", "buat"),
    *("membuat", "menghasilkan", "hasil", "my", "our", "make", "the", "a", "some", "also", "only"),
    *("mas", "mbak", "kak", "bang", "kadang", "biasanya", "macam", "jenis", "sejenis", "seperti"),
    *("komoditas", "commodity", "farmer", "yg", "yang"),
}
#: Dialect and misspelt words inside longer names ("lombok rawit", "cabe kriting").
SPELT = {
    **dict.fromkeys(("cabe", "lombok", "lombo", "chilli", "cabay", "chile"), "cabai"),
    **dict.fromkeys(("ijo", "hijo"), "hijau"),
    **dict.fromkeys(("abang", "abrit"), "merah"),
    "kriting": "keriting",
    "telor": "telur",
    "endog": "telur",
    "minya": "minyak",
    "iwak": "ikan",
    "pitik": "ayam",
    "sereh": "serai",
    "coklat": "kakao",
    "cokelat": "kakao",
    "merica": "lada",
    "mrica": "lada",
    "kripik": "keripik",
    "arabica": "arabika",
    "cherry": "ceri",
    "chery": "ceri",
}
#: Found by its exact name only: offering it to somebody who never named it would offend.
UNOFFERED = {"babi": ("babi", "pig", "pigs", "pork", "daging babi", "ternak babi")}


def spellings() -> Iterator[tuple[str, str]]:
    """Every name of a commodity with its slug, and every family's word with its members'."""
    for slug, each in COMMODITIES.items():
        if slug not in UNOFFERED:
            for name in (each.name_id, each.name_en):
                yield name, slug
                yield name.partition(" (")[0], slug
    for line in _ALSO.strip().split("\n"):
        slug, _, names = line.partition(": ")
        yield from ((name, slug) for name in names.split(", "))
    for names, slugs in _FAMILIES.items():
        yield from ((name, slug) for name in names.split(", ") for slug in slugs.split())


def family_words() -> frozenset[str]:
    """The words that ask which one is meant even where the list has only one."""
    return frozenset(name for names in _FAMILIES for name in names.split(", "))

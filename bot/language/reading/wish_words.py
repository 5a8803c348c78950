"""What people call the things they want of Mitra: each word of chat with the idea behind it."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_IDEAS = {
    "PRICE": """
        harga hrg hrga hargane harganya regane rego price prices pasaran
    """,
    "HOWMUCH": """
        berapa brp brapa berapaan piro pinten sabaraha brpa
    """,
    "STOP": """
        stop matikan setop stopp berhenti brenti henti hentikan stopkan unsubscribe unsub
        berenti
    """,
    "SEND": """
        kirim kirimi ngirim krm dikirim dikirimi kirimin mengirim send sending ganggu
        spam wa
    """,
    "NOT": """
        don jangan jgn tidak tdk gak ga nggak ngga ndak ora enggak g no not dont don't
        kagak
    """,
    "MORE": """
        lagi lg more anymore
    """,
    "SELL": """
        jual jualan menjual dijual ngejual setor nyetor menyetor tawarkan menawarkan
        nawarin pasok memasok kirimkan sell selling offer supply supplying lepas adol
    """,
    "HAVE": """
        punya pnya ada ready siap stok stock panen have has got dapat tersedia sedia
        harvest harvested panenan duwe gadah
    """,
    "BUY": """
        beli membeli tuku nyari cari mencari butuh perlu borong buy buys buying need
        membutuhkan memerlukan menerima looking tumbas purchase
    """,
    "BUYER": """
        pembeli buyer buyers offtaker pengepul pembelinya tengkulak
    """,
    "COMPANY": """
        perusahaan company perseroan
    """,
    "OWNER": """
        petani pemilik peternak nelayan pengrajin perajin produsen umkm pekebun binaan
        pemasok supplier suppliers farmer farmers owner owners producer producers fisher
        fishers artisan artisans
    """,
    "WANTED": """
        dicari dibutuhkan permintaan kebutuhan needs needed demand
    """,
    "WHO": """
        siapa sapa sp who sopo siapakah
    """,
    "WHERE": """
        kemana mana dimana where
    """,
    "COACHING": """
        pendampingan dampingan pelatihan jadwal kunjungan sesi coaching training session
        sessions schedule jadwalnya bimbingan penyuluhan visit berkunjung jdwl
    """,
    "OFFICER": """
        pendamping petugas penyuluh officer ppl bdo pendampingnya operator cs human
        manusia pendampingku
    """,
    "ASK": """
        tanya nanya bertanya hubungi menghubungi bicara ngobrol telepon telpon ask talk
        call contact speak kontak chat
    """,
    "MINE": """
        saya sy aku gue kami my our saia q ku
    """,
    "DATA": """
        data akun account profil profile biodata identitas
    """,
    "DETAIL": """
        nama nomor no hp alamat usaha lokasi number name address business phone email
        jenis
    """,
    "CHANGE": """
        switch ubah ganti edit perbaiki update change salah pindah perbarui koreksi rubah
        mengubah mengganti ganti2 wrong correct betulkan benerin
    """,
    "JOIN": """
        daftar mendaftar registrasi register join gabung bergabung signup daftarkan
        mendaftarkan daftarin list
    """,
    "DELETE": """
        hapus menghapus delete erase remove hapuskan forget lupakan dihapus tutup
    """,
    "PRIVACY": """
        privasi privacy persetujuan consent disimpan simpan menyimpan store stored
        salinan pribadi rahasia bocor
    """,
    "LANGUAGE": """
        bahasa language bhs basa
    """,
    "ENGLISH": """
        inggris english inggeris eng
    """,
    "INDONESIAN": """
        indonesia indonesian indo
    """,
    "HELP": """
        bantuan bantu tolong help menu panduan bingung petunjuk tutorial gimana
        bagaimana caranya cara guide how pusing
    """,
    "THANKS": """
        terimakasih makasih mksh makasi trims thanks thank thx terima suwun nuwun nuhun
        tks tq ty trimakasih tengkyu ok oke okay oce baik sip siip mantap alhamdulillah
        hatur kasih sukses
    """,
    "GREETING": """
        halo hallo hai hi hello hey hei assalamualaikum assalamu alaikum salam
        waalaikumsalam permisi punten pagi siang sore malam morning afternoon evening
        tes test p ping mitra kulonuwun asalamualaikum ass askum samlekum
    """,
    "CANCEL": """
        batal batalkan cancel batalin gajadi
    """,
    "PUBLISH": """
        publish terbitkan umumkan pasang menerbitkan posting iklan
    """,
    "TOPIC": """
        kabar info informasi pesan pesannya notif notifikasi notification notifications
        message messages berita langganan berlangganan subscription infonya semua
        semuanya all reminder pengingat news bantuannya
    """,
    "POLITICS": """
        presiden pemerintah partai pemilu pilkada pilpres capres menteri dpr dprd
        korupsi politik kampanye coblos jokowi prabowo anies ganjar gibran gubernur
        bupati caleg president politics politician government election rezim demo
        subsidi korup koruptor
    """,
    "": """
        pak bu ibu bapak mas mbak kak bang mba om tante gan bos boss min admin ya yah
        dong deh sih kok nih lah kah please pls mohon mau ingin pengen pgn pingin want
        to bisa bs boleh dulu dl the a an i me is are for of untuk utk buat dr dari ke
        di in on at sekarang skrg hari ini today now itu yang yg dan and selamat slmt
        sugeng wr wb warahmatullahi wabarakatuh banyak so you your semua sekali dgn
        dengan apa apakah kan nya would like could can do does good very much much atas
        bapak2 ibu2 kamu anda sampai udah sudah saja aja juga matur nuwus it use pakai
        pake gunakan kakak sir madam dear tadi ada gitu t lihat liat cek show see view usah
        tau tahu am adalah seorang sebagai as
    """,
}
#: Every word with its idea; of a word in two rows the first counts.
_MEANING: dict[str, str] = {}
for _idea, _words in _IDEAS.items():
    for _word in _words.split():
        _MEANING.setdefault(_word, _idea)
#: Two words of one idea, written as one of its single words.
_ONE_WORD = {
    **dict.fromkeys(("terima kasih", "trima kasih", "hatur nuhun", "matur nuwun"), "makasih"),
    **dict.fromkeys(("tidak jadi", "tdk jadi", "gak jadi", "ga jadi", "nggak jadi"), "batal"),
    **dict.fromkeys(("ndak jadi", "ora sido", "never mind"), "batal"),
    "how much": "berapa",
    **dict.fromkeys(("kasih tau", "kasih tahu", "kasi tau"), "info"),
}
_TOGETHER = re.compile(rf"\b(?:{'|'.join(_ONE_WORD)})\b")
#: What looks like a slip of a word above and is none.
_NO_SLIPS = {"harta", "bantal", "bantai", "kirin", "total", "petuah", "profit", "price", "prince"}
#: "haloooo", "hargaa": drawn out by hand.
_TWICE = re.compile(r"([a-z])\1+")
#: Shorter words resemble too many others ("stop" and "stok").
_LONG = 5
_LONG_WORDS = tuple(word for word, idea in _MEANING.items() if idea and len(word) >= _LONG)


@lru_cache(maxsize=8192)
def idea(word: str) -> str | None:
    """The idea of a word, "" for one that adds nothing, None for one that is not ours."""
    known = _MEANING.get(word)
    if known is not None or len(word) < _LONG or word in _NO_SLIPS:
        return known
    once = _TWICE.sub(r"\1", word)
    if once != word and once in _MEANING:
        return _MEANING[once]
    if word.endswith("nya") and word[:-3] in _MEANING:
        return _MEANING[word[:-3]]
    for like in _LONG_WORDS:
        if like[0] == word[0] and OSA.distance(word, like, score_cutoff=1) <= 1:
            return _MEANING[like]
    return None


def is_exact(word: str) -> bool:
    return word in _MEANING


def together(text: str) -> str:
    """“terima kasih” as one word."""
    return _TOGETHER.sub(lambda match: _ONE_WORD[match[0]], text)

"""What a buyer and an officer ask of what is theirs, and what is none of it."""

import pytest

from bot.language.reading.parts import Part, read_part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("harga sama kayak kemarin", Part.AGAIN),
        ("same price as yesterday", Part.AGAIN),
        ("harganya tetap", Part.AGAIN),
        ("stop dulu cabe rawitnya", Part.RUNNING),
        ("mau naikin harga jadi 47rb", Part.RUNNING),
        ("tarik kabar cabe", Part.RUNNING),
        ("bagikan", Part.SHARE),
        ("kapan dibayar?", None),
        ("boleh nego?", None),
        ("pause the chilli news", Part.RUNNING),
        ("withdraw my price", Part.RUNNING),
        ("siapa saja yg dapat?", Part.RUNNING),
        ("sudah sampai ke berapa orang?", Part.RUNNING),
        ("how many people got it", Part.RUNNING),
        ("siapa yg nawar?", Part.OFFERS),
        ("berapa harga cabe di malang?", None),
        ("stop", None),
        ("saya mau beli cabe rawit 2 ton", None),
    ],
)
def test_a_buyer_asks_of_their_news(text: str, part: Part | None) -> None:
    assert read_part(text, buys=True) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("siapa yg perlu ditelpon hari ini", Part.CALLS),
        ("daftar telepon", Part.CALLS),
        ("pindah ke sabtu", Part.MOVE),
        ("move the visit to saturday", Part.MOVE),
        ("who do i need to call?", Part.CALLS),
        ("jadwal pendampingan", None),
        ("hari ini apa?", Part.TODAY),
        ("Hari ini ada apa saja", Part.TODAY),
        ("jadwal saya hari ini", Part.TODAY),
        ("hari ini ke mana?", Part.TODAY),
        ("what is today?", Part.TODAY),
        ("what's on today", Part.TODAY),
        ("today's schedule", Part.TODAY),
        ("harga cabai hari ini", None),
        ("hari ini harga cabai berapa", None),
        ("what is the price today", None),
    ],
)
def test_an_officer_asks_what_is_before_them(text: str, part: Part | None) -> None:
    assert read_part(text, officer=True) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("tawaran sy gimana?", Part.OFFERS),
        ("my offers", Part.OFFERS),
        ("mitra itu penipuan ya?", Part.TRUST),
        ("ini gratis?", Part.TRUST),
        ("bayar ga?", Part.TRUST),
        ("is this a scam", Part.TRUST),
        ("kapan dibayar?", Part.PAID),
        ("kapan bayarnya", Part.PAID),
        ("dibayar kapan ya pak", Part.PAID),
        ("berapa hari dibayarnya?", Part.PAID),
        ("pembayarannya gimana?", Part.PAID),
        ("bayarnya cash atau tempo", Part.PAID),
        ("when do i get paid?", Part.PAID),
        ("when will they pay", Part.PAID),
        ("boleh nego?", Part.HAGGLE),
        ("harganya bisa nego ga", Part.HAGGLE),
        ("bisa naik dikit harganya?", Part.HAGGLE),
        ("harga bisa dinaikkan ga", Part.HAGGLE),
        ("can i negotiate?", Part.HAGGLE),
        ("is the price negotiable", Part.HAGGLE),
        ("pindah ke sabtu", Part.MOVE),
        ("bisa diundur ke senin?", Part.MOVE),
        ("geser jadi besok jam 9", Part.MOVE),
        ("ganti hari aja", Part.MOVE),
        ("reschedule to saturday", Part.MOVE),
        ("move it to monday", Part.MOVE),
        ("bagikan", Part.SHARE),
        ("mau bagikan ke teman", Part.SHARE),
        ("share ke grup wa", Part.SHARE),
        ("sebarkan kabar ini", Part.SHARE),
        ("share this", Part.SHARE),
        ("udah kebanyakan pesan", Part.HEARD),
        ("too many messages", Part.HEARD),
        ("kirim lagi dong", Part.HEARD),
        ("jangan kirim lagi", None),
        ("jangan kirim kabar lagi", None),
        ("no more messages", None),
        ("stop cabe rawit", None),
        ("ubah harga cabe", None),
        ("harga sama kayak kemarin?", None),
        ("siapa yang bisa saya telepon", None),
        ("saya mau nawar cabe 2 kuintal", None),
        ("mau offer", None),
        ("kapan harga naik?", None),
        ("pindah ke malang", None),
        ("ganti nama", None),
        ("sabtu ada pelatihan", None),
        ("bagi hasil panen", None),
        ("saya sudah dibayar", None),
        ("kapan panen cabai", None),
        ("", None),
    ],
)
def test_an_owner_has_neither(text: str, part: Part | None) -> None:
    assert read_part(text) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("laporan bulan ini", Part.REPORT),
        ("minta laporan oktober", Part.REPORT),
        ("monthly report", Part.REPORT),
        ("report of last month", Part.REPORT),
        ("laporan harga cabai", None),
        ("sudah saya laporkan", None),
    ],
)
def test_who_works_for_the_programme_asks_for_a_report(text: str, part: Part | None) -> None:
    assert read_part(text, reports=True) == part
    assert read_part(text) is None

"""Somebody wants to hear of more than they make, or no more of it; most sentences are neither."""

import pytest

from bot.language.reading.following import read_following


@pytest.mark.parametrize(
    "text",
    [
        "kabari saya harga jagung",
        "kabarin sy harga jagung dong",
        "tolong kabari kalau ada harga kopi di Malang",
        "kasih tahu saya kalau ada yang cari jagung",
        "beri tahu setiap ada harga baru cabai rawit",
        "langganan harga kopi di malang",
        "mau langganan kabar jagung",
        "saya ingin berlangganan harga cabe rawit di surabaya",
        "ikuti harga cabai",
        "ikutin harga bawang merah",
        "saya mau mengikuti harga padi di Kediri",
        "pantau harga cabe rawit",
        "tambah langganan jagung",
        "follow corn prices in Surabaya",
        "subscribe to coffee prices",
        "please notify me about maize prices",
        "let me know when there is a price for robusta",
        "tell me whenever somebody looks for maize",
        "keep me posted on chili prices",
        "Ikuti Surabaya",
    ],
)
def test_more_is_wanted(text: str) -> None:
    assert read_following(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "batal ikuti jagung",
        "berhenti mengikuti harga jagung",
        "berhenti ikuti kopi di malang",
        "tidak usah ikuti jagung lagi",
        "stop following maize prices",
        "unfollow corn",
        "jangan ikuti cabai lagi",
    ],
)
def test_it_is_wanted_no_more(text: str) -> None:
    assert read_following(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "berapa harga jagung?",
        "harga kopi di malang",
        "kasih tahu harga jagung",
        "tell me the price of corn",
        "stop langganan",
        "mau berhenti langganan",
        "gimana cara berhenti langganan?",
        "jangan kabari saya lagi",
        "langganan saya beli cabai tiap hari",
        "saya punya langganan pembeli cabai",
        "saya ikut pelatihan cabai",
        "ikuti sesi pelatihan kopi",
        "kabari pendamping saya soal jagung",
        "kabari pembeli cabai saya panen",
        "saya mau setor jagung 2 kw",
        "langganan 2 kuintal jagung",
        "follow up tawaran saya",
        "kabar baik, cabai sudah panen",
        "ok",
        "",
    ],
)
def test_it_is_about_something_else(text: str) -> None:
    assert read_following(text) is None

"""An owner says where they are: on the map, from the list, or by a word that means two places."""

from tests.journeys.town import Person, Town

UNTIL_PLACE = ("Bahasa Indonesia", "Boleh", "Bu Siti", "vco")


async def asked_for_the_place(siti: Person) -> None:
    await siti.says("/start")
    for answer in UNTIL_PLACE:
        await siti.sees("(")
        await siti.says(answer)
    await siti.sees("Di kabupaten atau kota mana?")


async def test_the_map_answers_for_an_owner_who_shares_where_they_are(town: Town) -> None:
    siti = town.person(1001)
    await asked_for_the_place(siti)
    assert siti.keys() == ["📍 Bagikan lokasi saya", "Pilih dari daftar", "‹ Kembali", "Batal"]
    await siti.presses("📍 Bagikan lokasi saya", latitude=-7.871, longitude=112.527)
    await siti.sees("Baik.", "Maksudnya Kota Batu, Jawa Timur?")
    assert siti.keys() == []
    await siti.taps("Bukan")
    await siti.sees("Baik, yang mana?", "[Kota Malang, Jawa Timur]")
    await siti.says("kabupaten")
    await siti.sees("Sudah benar?", "Kabupaten Malang, Jawa Timur")
    await siti.says("kota")
    await siti.sees("Sekarang: Kabupaten Malang", "Di kabupaten atau kota mana?")
    await siti.presses("‹ Kembali")
    await siti.sees("Sudah benar?", "Kabupaten Malang, Jawa Timur")
    await siti.says("iya benar")
    await siti.sees("Sudah terdaftar")
    await siti.taps("Ya, sudah benar")
    await siti.sees("Tombol ini sudah tidak berlaku.")


async def test_a_place_is_found_by_turning_pages(town: Town) -> None:
    siti = town.person(1001)
    await asked_for_the_place(siti)
    await siti.presses("Pilih dari daftar")
    await siti.sees("Provinsi mana?", "[Aceh]")
    await siti.taps("Berikutnya ›")
    await siti.sees("[Jawa Tengah]", "[‹ Sebelumnya]")
    await siti.taps("Jawa Tengah")
    await siti.sees("Kabupaten atau kota mana di Jawa Tengah?")
    await siti.taps("‹ Kembali")
    await siti.sees("Provinsi mana?", "[Jawa Tengah]")
    await siti.says("jatim")
    await siti.sees("Jawa Timur itu provinsi.", "[Kabupaten Pacitan, Jawa Timur]")
    await siti.says("/bahasa")
    await siti.taps_when_seen("English")
    await siti.sees("Jawa Timur is a province. Which regency or city in it?", "[Next ›]")
    await siti.taps("Kabupaten Pacitan, Jawa Timur")
    await siti.sees("Is this right?", "Kabupaten Pacitan, Jawa Timur")

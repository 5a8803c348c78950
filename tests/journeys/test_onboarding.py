"""An owner becomes known to Mitra, in either language, however they answer."""

from tests.journeys.town import Person, Town


async def register_siti(siti: Person) -> None:
    await siti.says("/start")
    await siti.sees("Selamat datang di Mitra", "(1/7)")
    await siti.taps("Bahasa Indonesia")
    await siti.sees("Bolehkah kami menyimpan", "(2/7)")
    await siti.taps("Boleh")
    await siti.sees("Bapak/Ibu sebagai apa?")
    await siti.taps("Pemilik usaha")
    await siti.sees("Siapa nama", "(4/7)")
    await siti.says("Siti Aminah")
    await siti.sees("Apa nama usahanya?")
    await siti.says("Sambal Bu Siti")
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("cabai rawit merah, sambal")
    await siti.sees("“sambal” belum ada di daftar")
    await siti.taps("Simpan seperti yang saya tulis")
    await siti.sees("Di kabupaten atau kota mana?", "(7/7)")
    await siti.says("malang")
    await siti.sees("Ada beberapa tempat bernama “malang”", "[Kabupaten Malang, Jawa Timur]")
    await siti.taps("Kabupaten Malang, Jawa Timur")
    await siti.sees("Sudah benar?", "Siti Aminah", "Cabai rawit merah dan sambal")
    await siti.taps("Ya, sudah benar")
    await siti.sees("Pendaftaran selesai")


async def test_an_owner_registers_in_indonesian_and_finds_it_in_the_profile(town: Town) -> None:
    siti = town.person(1001)
    await register_siti(siti)
    await siti.says("/profil")
    await siti.sees("Siti Aminah", "Sambal Bu Siti", "Kabupaten Malang", "Pemilik usaha")


async def test_an_owner_whose_phone_is_in_english_registers_in_english(town: Town) -> None:
    clara = town.newcomer("Clara", "en")
    await clara.says("/start")
    await clara.sees("Welcome to Mitra", "(1/7)")
    await clara.taps("English")
    await clara.sees("May we keep your name")
    await clara.taps("Read first")
    await clara.sees("What we keep and why", "May we keep your name")
    await clara.says("yes")
    await clara.sees("Who are you?")
    await clara.says("business owner")
    await clara.sees("What is your name?")
    await clara.says("Clara <b>O'Neil</b> & Co")
    await clara.sees("What is your business called?")
    await clara.says("Highland Coffee")
    await clara.sees("What do you make or grow?")
    await clara.says("arabica coffee")
    await clara.sees("In which regency or city are you?")
    await clara.says("East Java")
    await clara.sees("regency or city")
    await clara.says("kota batu")
    await clara.sees("Is this right?", "Clara <b>O'Neil</b> & Co", "Kota Batu, Jawa Timur")
    await clara.taps("Yes, that is right")
    await clara.sees("Thank you, Clara <b>O'Neil</b> & Co. You are registered.")
    await clara.says("/profile")
    await clara.sees("Highland Coffee", "Business owner", "Arabica coffee")


async def test_the_language_changes_in_the_middle_and_the_question_stays(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Bapak/Ibu sebagai apa?")
    await siti.says("/language")
    await siti.sees("Mau pakai bahasa apa?", "Bapak/Ibu sebagai apa?")
    await siti.taps("English")
    await siti.sees("From now on we write to you in English.", "Who are you?")


async def test_going_back_keeps_what_was_answered_later(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    for answer in ("Bahasa Indonesia", "Boleh", "Pemilik usaha"):
        await siti.taps_when_seen(answer)
    await siti.sees("Siapa nama")
    await siti.says("Siti")
    await siti.sees("Apa nama usahanya?")
    await siti.taps("‹ Kembali")
    await siti.sees("Siapa nama")
    await siti.says("Siti Aminah")
    await siti.sees("Apa nama usahanya?", "(5/7)")


async def test_an_answer_is_changed_from_the_summary(town: Town) -> None:
    siti = town.person(1001)
    await register_siti(siti)
    await siti.says("/profil")
    await siti.taps_when_seen("Betulkan data saya")
    await siti.sees("Sudah benar?")
    await siti.taps("✎ Usaha")
    await siti.sees("Apa nama usahanya?")
    await siti.says("Sambal Juara")
    await siti.sees("Sudah benar?", "Sambal Juara")
    await siti.taps("Ya, sudah benar")
    await siti.sees("Data Bapak/Ibu sudah diperbarui.")
    await siti.says("/profil")
    await siti.sees("Sambal Juara")


async def test_a_person_who_does_not_agree_is_let_go_and_may_come_back(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Tidak")
    await siti.sees("tidak kami simpan")
    await siti.says("/mulai")
    await siti.sees("Selamat datang di Mitra")


async def test_a_button_of_an_earlier_question_changes_nothing(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Bapak/Ibu sebagai apa?")
    siti.tap_old("English")
    await siti.sees("Tombol itu dari pertanyaan sebelumnya", "Bapak/Ibu sebagai apa?")


async def test_what_is_no_text_gets_a_helpful_answer_and_the_question_again(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    for answer in ("Bahasa Indonesia", "Boleh", "Pemilik usaha"):
        await siti.taps_when_seen(answer)
    await siti.sees("Siapa nama")
    for kind in ("photo", "voice", "sticker", "document"):
        siti.sends(kind)
        await siti.sees("Di sini kami hanya bisa membaca tulisan", "Siapa nama")
    await siti.says("Siti")
    await siti.sees("Apa nama usahanya?")
    siti.edits("Siti Aminah")
    await siti.sees("Pesan yang diubah tidak kami baca ulang", "Apa nama usahanya?")


async def test_cancelling_leaves_nothing_behind(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.sees("Bolehkah")
    await siti.says("/batal")
    await siti.sees("Dibatalkan")
    await siti.says("halo")
    await siti.sees("Selamat datang di Mitra")

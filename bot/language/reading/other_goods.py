"""Goods that people name and the list does not have, so that none of them is taken for a slip.

"Sawi" is no mistyped "sapi" and "sambel" no cassava: such a word is kept as the person said it.
"""

_WORDS = """
sambal sambel sambl sawi selada seledri terong terung timun mentimun ketimun buncis labu waluh
pakcoy pokcoy brokoli bombay talas keladi bengkuang lobak rebung pare oyong gambas
kecipir genjer melinjo mlinjo petai pete jengkol jamur kedondong laos lengkuas temulawak
ketumbar jinten kapulaga bumbu rempah kecombrang andaliman
apel semangka melon pepaya rambutan duku langsat nangka jambu naga stroberi strawberry anggur
markisa sirsak srikaya sawo belimbing matoa kelengkeng lengkeng leci kesemek kurma pir blewah
bebek itik entok mentok puyuh burung angsa kelinci kuda merpati
gurame gurami patin mujair mujaer mas bawal gabus sidat belut kakap kerapu baronang teri peda
sarden cumi sotong kerang lobster windu teripang rebon terasi petis ebi pindang
roti kue bolu bakso sosis nugget abon dodol emping rengginang rengginan opak kerupuk krupuk
kecap saus sirup selai manisan asinan acar cuka mie mi bihun soun tape dendeng rendang
bakpia brem geplak getuk wingko lumpia pempek siomay cilok cireng seblak batagor martabak
donat pastel risol lemper nasi tumpeng gado rujak sate soto rawon gudeg santan yogurt keju
kefir es minuman makanan jajanan jajan camilan cemilan snack catering katering permen
tas sepatu sandal topi dompet kaos kemeja jaket celana sarung jilbab hijab mukena kebaya
gerabah keramik genteng bata patung ukiran lukisan wayang gamelan perak emas
aksesoris souvenir suvenir boneka mainan sapu lampu lilin sabun parfum
arang briket pupuk kompos pakan bibit benih anggrek pasir semen
getah damar gaharu cendana sengon mahoni akasia
sayur sayuran bumbon palawija hortikultura
lettuce cucumber eggplant apple watermelon papaya grape duck goose rabbit squid clam mushroom
bread cake cheese soap candle shoes bag sauce syrup jam noodles
"""
#: Where it is the first word of a name it says what the whole is ("abon sapi" is abon).
OTHER_GOODS = frozenset(_WORDS.split())
#: The same of the last word in English ("chili sauce" is sauce).
_LAST = "bread cake cheese soap candle sauce syrup jam noodles paste juice pudding crackers"
MADE_OF_IT = frozenset(_LAST.split())
#: What the list does have, made of many things: "cassava chips" are chips.
SNACKS = frozenset({"chips"})

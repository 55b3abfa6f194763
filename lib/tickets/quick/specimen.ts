/** For tests: lines as people at The Alder type them, and what each means. The place "?" must be asked, and offer what stands
 *  after it; an item that is left empty is free text, and the item "?" is asked. */

export const LANGUAGES = ['en', 'de', 'es', 'pt', 'fr'] as const

/** language | line | place | item | quantity | priority | due | what else it says, where that matters */
const TABLE = `
en | 412 towels 4 | 412 | towels | 4
en | 412 4 towels | 412 | towels | 4
en | towels 4 412 | 412 | towels | 4
en | 4 towels for room 412 please | 412 | towels | 4
en | rm 305 bath towels x2 | 305 | towels | 2
en | 305 two pillows | 305 | pillow | 2
en | 418 extra blanket | 418 | blanket
en | #210 baby cot by 18:00 | 210 | cot | | | 18:00
en | 212 blocked drain urgent | 212 | blocked_drain | | urgent
en | drain blocked 212!! | 212 | blocked_drain | | urgent
en | 316 no hot water | 316 | hot_water
en | hot water 316 asap | 316 | hot_water | | urgent
en | tv not working 207 | 207 | television | | | | not working
en | 207 televison | 207 | television
en | 509 wifi slow | 509 | wifi
en | wi-fi 509 | 509 | wifi
en | 101 ice bucket at noon | 101 | ice_bucket | | | 12:00
en | ice 101 in 20 min | 101 | ice_bucket | | | in 20
en | wake up call 620 at 6:30 | 620 | wake_up_call | | | 06:30
en | 620 wake-up 7 am tomorrow | 620 | wake_up_call | | | +1 07:00
en | lift 2 stuck urgent | Lift 2 | lift_stuck | | urgent
en | lift stuck | ? Lift 1, Lift 2 | lift_stuck
en | lift 3 stuck | ? Lift 1, Lift 2 | lift_stuck
en | elevator 1 door | Lift 1 | door_lock
en | service lift stuck | Service lift | lift_stuck
en | lobby light flickering | Lobby | light
en | lobyy light | ? Lobby | light
en | boiler room leaking, important | Boiler room | water_leak | | high
en | kitchen light | ? Main kitchen | light
en | conference room projector | ? Conference room Linden, Conference room Birch | meeting_setup
en | conference room birch projector | Conference room Birch | meeting_setup
en | luggage room light bulb | Luggage room | light
en | 712 towels 4 | ? 412 | towels | 4
en | 421 towels | ? 412, 420 | towels
en | 41 towels 4 | ? 410, 411 | towels | 4
en | 4l2 towels | ? 412 | towels
en | 412b towels 4 | ? 412 | towels | 4
en | 0412 towels | ? 412 | towels
en | 412 415 towels | ? 412, 415 | towels
en | noise 412 from 414 | ? 412, 414 | noise
en | room 999 noise | ? | noise
en | lobby luggage 412 | ? Lobby, 412 | luggage
en | bar noise 412 | ? Bar, 412 | noise
en | towels 4 | | towels | 4
en | 412 towles 3 | 412 | towels | 3
en | 118 bathrobe | 118 | bathrobe
en | slippers 118 x 2 | 118 | bathrobe | 2
en | iron 219 | 219 | iron
en | laundry 305 | 305 | laundry
en | laundry pick up 305 by 5pm | 305 | laundry | | | 17:00
en | laundry light broken | Laundry | light
en | 412 pool towels 4 | 412 | towels | 4
en | pool: towels x 40 | Pool | towels | 40
en | 308 safe locked | 308 | safe
en | key card 508 2 | 508 | key_card | 2
en | 117 guest locked out | 117 | key_card
en | doctor 403 emergency | 403 | medical | | urgent
en | 214 party next door | 214 | noise
en | taxi at seven to the station | | | | | 7|19 | taxi at seven to the station
en | 412 taxi to the airport | 412 | | | | | taxi to the airport
en | flight 412 delayed, tell the bar | Bar |
en | 412 towels 4 not urgent | 412 | towels | 4 | normal
en | 412 2 towels and 1 pillow | 412 | towels | 2 | | | 1 pillow
en | 412 towels "415 has none" | 412 | towels | | | | 415 has none
en | gym mirror cracked | Gym | fitting | | | | cracked
en | floor 3 noise | Floor 3 | noise
en | ice machine 3rd floor leaking | Ice machine | water_leak
en | 612 minibar refill | 612 | minibar
en | 612 mini bar | 612 | minibar
en | room not cleaned 412 | 412 | clean_room
en | 412 dirty room | 412 | clean_room
en | 412 tap dripping | 412 | tap
en | ceiling dripping 412 | 412 | water_leak | | | | ceiling
en | printer broken | | | | | | printer broken
en | 412 mirror broken | 412 | fitting | | | | broken
en | 412 bathroom mirror broken | 412 | fitting | | | | bathroom broken
en | 412 towel rail broken | 412 | ?
en | lightbulb bathroom 309 | 309 | light
en | 412 fire alarm beeping | 412 | fire_alarm | | | | beeping
en | 412 bathroom | 412 | | | | | bathroom
en | 412 bed bugs | 412 | | | | | bed bugs
en | 412 towels, 2 pillows | 412 | towels | | | | 2 pillows
en | 412 towels 4 pillows 2 | 412 | towels | 4 | | | pillows 2
en | 412 towels 4, pillows 2 | 412 | towels | 4 | | | pillows 2
en | 412 4 pillows 2 towels | 412 | towels | 2 | | | 4 pillows
en | 412 pillows 2 towels 4 | 412 | towels | 4 | | | pillows 2
en | 412 towels and pillows 2 | 412 | towels | | | | pillows 2
en | 412 pillows: 2, towels: 4 | 412 | towels | 4 | | | pillows: 2
en | 412 pillows x2 towels x4 | 412 | towels | 4 | | | pillows x2
en | 412 "415 has none" 2 towels | 412 | towels | 2 | | | 415 has none
en | 412 two towels, one pillow | 412 | towels | 2
en | 412towels4 | 412 | towels | 4
en | 412 hairdryer | 412 | appliance
en | 305 AC broken, guest is angry | 305 | air_conditioning | | | | broken, guest is angry
en | 412 window stuck | 412 | fitting
en | 412 crane stuck | 412 | | | | | crane stuck
en | 412 wet carpet | 412 | ?
en | 412 chair broken | 412 | fitting
en | 412 rows wrong | 412 | ?
en | lift slow | ? Lift 1, Lift 2 | ?
en | elevator 2 slow | Lift 2 | | | | | slow
en | lift 1 noisy | Lift 1 | noise
en | lift 1 not working | Lift 1 | ?
en | lift 2 door not closing | Lift 2 | door_lock | | | | not closing
en | lift 1 stuck, not working | Lift 1 | lift_stuck | | | | not working
en | lift 1 note on the wall | Lift 1 | | | | | note on the wall
en | lift 1 note inside | Lift 1 | | | | | note inside
en | laundry 2 towels | Laundry | towels | 2
en | 412 breakfast | 412 | breakfast
en | 412 door stuck | 412 | door_lock | | | | stuck
en | 412 soup | 412 | | | | | soup
en | 412 saop | 412 | ?
de | 412 Handtücher 4 | 412 | towels | 4
de | 4 Handtücher Zimmer 412 | 412 | towels | 4
de | Zi. 412 vier Handtücher bitte | 412 | towels | 4
de | zi 305 handtuecher 2 stück | 305 | towels | 2
de | 305 Badetuch | 305 | towels
de | Zimmer 212 Abfluss verstopft, dringend | 212 | blocked_drain | | urgent
de | 212 Duschabfluss verstopft | 212 | blocked_drain
de | verstopfter Abfluss 212 sofort | 212 | blocked_drain | | urgent
de | 316 kein Warmwasser | 316 | hot_water
de | Heizung kalt 316 | 316 | heating
de | 207 Fernseher geht nicht | 207 | television | | | | geht nicht
de | Fernbedinung 207 | 207 | television
de | WLAN 509 | 509 | wifi
de | Eis 101 um 12 | 101 | ice_bucket | | | 12|24
de | Eiswürfel 101 mittags | 101 | ice_bucket | | | 12:00
de | Weckruf 620 morgen um 6:30 | 620 | wake_up_call | | | +1 06:30
de | 620 wecken 7 Uhr | 620 | wake_up_call | | | 7|19
de | Aufzug 2 steckt | Lift 2 | lift_stuck
de | Aufzug steckt sofort | ? Lift 1, Lift 2 | lift_stuck | | urgent
de | Fahrstuhl 1 Tür | Lift 1 | door_lock
de | Schwimmbad Handtücher 10 | Pool | towels | 10
de | Hauptküche Licht | Main kitchen | light
de | Konferenzraum Linden Beamer | Conference room Linden | meeting_setup
de | Konferenzraum Bestuhlung | ? Conference room Linden, Conference room Birch | meeting_setup
de | Tiefgarage Lampe | Garage | light
de | 3. Stock laut | Floor 3 | noise
de | 418 zwei Decken | 418 | blanket | 2
de | 412 vier Handtücher zwei Kissen | 412 | towels | 4 | | | zwei Kissen
de | 412 Handtücher 4 Kissen 2 | 412 | towels | 4 | | | Kissen 2
de | 412 Gast ohne Schuhe | 412 | | | | | Gast ohne Schuhe
de | 418 Babybett bis 18 Uhr | 418 | cot | | | 18:00
de | Kopfkissen 3x 505 | 505 | pillow | 3
de | Allergie Kissen 505 | 505 | allergy_bedding
de | 219 Bügeleisen wichtig | 219 | iron | | high
de | Zimmerreinigung 220 in 30 Minuten | 220 | clean_room | | | in 30
de | 721 Handtücher | ? | towels
de | 425 Minibar auffüllen | ? 420, 415 | minibar
de | 412 414 Lärm | ? 412, 414 | noise
de | Tresor 308 | 308 | safe
de | 117 Schlüssel 2 | 117 | key_card | 2
de | Koffer für 117 abholen | 117 | luggage
de | Taxi zum Bahnhof um 8 | | | | | 8|20 | Taxi zum Bahnhof um 8
de | 412 Zimmer nicht gereinigt | 412 | clean_room
de | Zimmer 412 schmutzig | 412 | clean_room
de | Hahn tropft 412 | 412 | tap
de | 412 Tisch wackelt | 412 | fitting | | | | wackelt
de | 412 Wasser läuft | 412 | | | | | Wasser läuft
de | Klo verstopft 412 | 412 | toilet
de | 412 Föhn | 412 | appliance
de | Aufzug 1 langsam | Lift 1 | | | | | langsam
es | 412 toallas 4 | 412 | towels | 4
es | 4 toallas para la habitación 412 | 412 | towels | 4
es | hab. 412 dos toallas por favor | 412 | towels | 2
es | hab 212 desagüe atascado urgente | 212 | blocked_drain | | urgent
es | desague atascado 212 | 212 | blocked_drain
es | 316 sin agua caliente | 316 | hot_water
es | 207 mando del televisor | 207 | television
es | aire acondicionado 207 | 207 | air_conditioning
es | despertador 620 mañana a las 7 | 620 | wake_up_call | | | +1 07:00
es | hielo 101 al mediodía | 101 | ice_bucket | | | 12:00
es | ascensor 2 parado | Lift 2 | lift_stuck
es | ascensor parado | ? Lift 1, Lift 2 | lift_stuck
es | piscina toallas 20 | Pool | towels | 20
es | almohadas 3 505 | 505 | pillow | 3
es | 418 cuna antes de las 18:00 | 418 | cot | | | 18:00
es | caja fuerte 308 | 308 | safe
es | ruido 215 | 215 | noise
es | 219 planchar | 219 | iron
es | lavabo atascado 219 importante | 219 | blocked_drain | | high
es | limpieza habitación 220 en 30 minutos | 220 | clean_room | | | in 30
es | 712 toallas | ? 412 | towels
es | 510 511 toallas | ? 510, 511 | towels
es | bombilla vestíbulo | Lobby | light
es | taxi al aeropuerto | | | | | | taxi al aeropuerto
es | 412 huele mal | 412 | | | | | huele mal
es | tele 412 | 412 | television
es | 412 habitación sin limpiar | 412 | clean_room
es | grifo gotea 412 | 412 | tap
es | ascensor 2 lento | Lift 2 | | | | | lento
es | 412 toallas 4 almohadas 2 | 412 | ? | 4
es | 412 toallas, 2 almohadas | 412 | towels | | | | 2 almohadas
pt | 412 toalhas 4 | 412 | towels | 4
pt | 4 toalhas no quarto 412 | 412 | towels | 4
pt | quarto 412 quatro toalhas por favor | 412 | towels | 4
pt | qto 212 ralo entupido urgente | 212 | blocked_drain | | urgent
pt | 316 sem água quente | 316 | hot_water
pt | ar condicionado 207 | 207 | air_conditioning
pt | 207 comando da televisão | 207 | television
pt | acordar 620 amanhã às 6:30 | 620 | wake_up_call | | | +1 06:30
pt | gelo 101 ao meio-dia | 101 | ice_bucket | | | 12:00
pt | elevador 2 parado | Lift 2 | lift_stuck
pt | elevador parado | ? Lift 1, Lift 2 | lift_stuck
pt | piscina 20 toalhas | Pool | towels | 20
pt | 505 almofadas 3 | 505 | pillow | 3
pt | travesseiro 505 x2 | 505 | pillow | 2
pt | 418 berço até às 18h | 418 | cot | | | 18:00
pt | 205 lâmpada fundida | 205 | light | | | | fundida
pt | cofre 308 | 308 | safe
pt | barulho 215 | 215 | noise
pt | trocar lençóis 219 | 219 | linen
pt | limpeza do quarto 220 dentro de 30 minutos | 220 | clean_room | | | in 30
pt | 712 toalhas | ? 412 | towels
pt | 510 511 toalhas | ? 510, 511 | towels
pt | táxi para o aeroporto às 8 | | | | | 8|20 | táxi para o aeroporto às 8
pt | torneira pinga 412 | 412 | tap
fr | 412 serviettes 4 | 412 | towels | 4
fr | 4 serviettes pour la chambre 412 | 412 | towels | 4
fr | chambre 412 deux serviettes svp | 412 | towels | 2
fr | ch 212 évacuation bouchée urgent | 212 | blocked_drain | | urgent
fr | evacuation bouchee 212 | 212 | blocked_drain
fr | 316 pas d'eau chaude | 316 | hot_water
fr | climatisation 207 | 207 | air_conditioning
fr | télécommande 207 | 207 | television
fr | réveil 620 demain à 7h | 620 | wake_up_call | | | +1 07:00
fr | glaçons 101 à midi | 101 | ice_bucket | | | 12:00
fr | ascenseur 2 bloqué urgent | Lift 2 | lift_stuck | | urgent
fr | ascenseur bloqué | ? Lift 1, Lift 2 | lift_stuck
fr | piscine serviettes 20 | Pool | towels | 20
fr | oreillers 3 505 | 505 | pillow | 3
fr | 418 lit bébé avant 18:00 | 418 | cot | | | 18:00
fr | coffre-fort 308 | 308 | safe
fr | bruit 215 | 215 | noise
fr | 219 fer à repasser | 219 | iron
fr | lavabo bouché 219 important | 219 | blocked_drain | | high
fr | nettoyage chambre 220 dans 30 minutes | 220 | clean_room | | | in 30
fr | 712 serviettes | ? 412 | towels
fr | 510 511 serviettes | ? 510, 511 | towels
fr | ampoule hall | Lobby | light
fr | télé en panne 117 | 117 | television
fr | 117 bouteille d'eau | 117 | | | | | bouteille d'eau
fr | robinet goutte 117 | 117 | tap
fr | chambre 412 pas nettoyée | 412 | clean_room
fr | valises 117 | 117 | luggage
fr | 412 serviettes 4 oreillers 2 | 412 | towels | 4 | | | oreillers 2
fr | 412 sans sucre | 412 | | | | | sans sucre
fr | taxi pour l'aéroport | | | | | | taxi pour l'aéroport
`

export interface TypedLine {
  language: string
  line: string
  place: string
  /** Where the place is asked: what must be among the answers. */
  offers: string[]
  item: string
  quantity: number | null
  priority: string | null
  due: string | null
  /** Null where any will do. */
  text: string | null
}

export const LINES: TypedLine[] = TABLE.trim()
  .split('\n')
  .map((row) => {
    // "7|19" is one cell.
    const cells = row.split(/\s\|(?=\s|$)/).map((cell) => cell.trim())
    const [language = '', line = '', place = '', item = '', quantity = '', priority = '', due = '', text] = cells
    const isAsked = place.startsWith('?')
    return {
      language,
      line,
      place: isAsked ? '?' : place,
      offers: isAsked
        ? place
            .slice(1)
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean)
        : [],
      item,
      quantity: quantity === '' ? null : Number(quantity),
      priority: priority || null,
      due: due || null,
      text: text ?? null,
    }
  })

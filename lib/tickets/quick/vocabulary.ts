/** What a hotel's staff say around a place and an item, in the languages that the catalogue is named in. All folded, and
 *  nothing here belongs to one hotel. Shared. */
import { fold } from './words'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean).map(fold))

/** Say nothing of what is asked for. */
export const SMALL_WORDS = set(`
  a an the and or for to of in on at with from by is are it its be has have had wants want needs need needed would like
  please pls thanks thank you guest guests send bring get give me us they them he she his her their this that there can could
  ein eine einen einem einer der die das den dem des und oder fur zu zum zur auf im ist sind hat haben braucht brauchen
  mochte will bitte danke gast gaste bringen schicken noch mit von vom aus wir ich es sie er aufs ans am
  un una unos unas el la los las y o u e para por de del al con en es son hay tiene quiere necesita necesitan pide favor
  gracias huesped traer llevar mandar nos se lo le
  um uma uns umas os as ao aos da do das dos na nas no nos em com e ou tem quer precisa precisam pede obrigado obrigada
  hospede trazer levar mandar
  le les du au aux et ou pour dans sur chez avec est sont svp merci client cliente clients besoin faut veut voudrait demande
  apporter envoyer monter il elle nous vous
  i w z do na dla prosze gosc`)

/** Turn a sentence around, so that they are never left away. */
export const NEGATIONS = set(
  'no not never dont without nicht kein keine keinen ohne nunca nao sin sem pas sans jamais aucun aucune nie bez',
)

/** Belong to the place that follows them, and go with it. */
export const BEFORE_PLACES =
  set(`for in at to from of the on fur im in aus von auf zu zum zur am den dem der die das vom nach
  para en a al del de la el las los em na no nas nos do da dos das ao a o
    pour dans le les au aux du chez`)

/** Nothing is lost when nothing else is left. */
export const FILLERS = set(`extra additional more fresh new another clean some piece pieces
  zusatzliche zusatzlichen weitere mehr frische frischen neue neuen saubere paar stk
  mas otra otro otras otros limpias limpios nueva nuevas nuevo nuevos
  mais outra outro outras outros limpas limpos nova novas novo novos
  supplementaire supplementaires autre autres propre propres frais neuf neuve neufs`)

/** Too common to mean an item or a place by themselves. */
export const WEAK_WORDS =
  set(`up pick call card collect extra fresh room guest late new hot cold water help code not no working
  work broken welcome service main staff house first last floor point area bad good bottle case time day late board
  kein keine defekt kaputt spater spate abholen hilfe frische zusatzliches nicht geht tag zeit raum
  sin ayuda cambio recogida recoger montaje detalle averiado averiada parado roto rota agua salida objeto cama habitacion ropa
  sem ajuda troca recolha recolher oferta montagem avariada avariado estragado agua objeto cama quarto roupa artigos articulos
  pas aide panne casse cassee bloque bloquee bouche bouchee retrait eau objet lit chambre carte depart mise place salle verre froid
  froide chaud chaude deau working mal`)

/** Words of their own, and no other one misspelt. */
export const OWN_WORDS =
  set(`bathroom bedroom badezimmer bathtub bath bugs soup cake table laeuft lauft lamb mattress heater
  banheiro bano salle`)

export const CONNECTORS = set('and und y e i & + plus mas mais sowie et')

export const ROOM_WORDS = set(
  '# room rm zimmer zi zimmernummer habitacion hab cuarto quarto qto apartment apt apto nr pokoj suite chambre ch',
)

/** Between "room" and its number. */
export const ROOM_FILLERS = set('# nr no num number nummer numero n')

/** The same place in other languages, by what it is mostly called. */
export const PLACE_WORDS: Record<string, string> = {
  lift: 'elevator|aufzug|fahrstuhl|ascensor|elevador|ascenseur',
  'service lift':
    'service elevator|lastenaufzug|montacargas|ascensor de servicio|elevador de servico|monte charge|ascenseur de service',
  floor: 'etage|stock|stockwerk|og|planta|piso|andar',
  lobby: 'empfangshalle|vestibulo|saguao|hall',
  pool: 'schwimmbad|schwimmbecken|piscina|piscine',
  restaurant: 'restaurante',
  gym: 'fitnessraum|gimnasio|ginasio|salle de sport',
  garage: 'tiefgarage|garaje|garagem|parking',
  laundry: 'waschkuche|wascherei|lavanderia|lavandaria|buanderie',
  kitchen: 'kuche|cocina|cozinha|cuisine',
  'main kitchen': 'hauptkuche|cocina principal|cozinha principal|cuisine principale',
  'boiler room': 'heizraum|heizungskeller|sala de calderas|sala das caldeiras|chaufferie',
  'conference room': 'konferenzraum|tagungsraum|sala de conferencias|sala de conferencia|salle de conference',
  'ice machine': 'eismaschine|maquina de hielo|maquina de gelo|machine a glacons',
  'luggage room': 'gepackraum|sala de equipajes|sala de bagagem|bagagerie',
  'staff canteen': 'personalkantine|comedor de personal|refeitorio|cantine du personnel',
}

/** A number after these is no room: "flight 412", "table 14". */
export const NUMBERED_THINGS =
  set(`flight flug vuelo voo table tisch mesa gate bus line channel kanal canal code pin ext
  extension durchwahl order invoice rechnung factura fatura platform gleis terminal vol quai tel phone telefon`)

export const NUMBER_WORDS: Record<string, number> = Object.fromEntries(
  [
    [1, 'one eine une'],
    [2, 'two zwei dos dois duas couple paar par deux'],
    [3, 'three drei tres trois'],
    [4, 'four vier cuatro quatro quatre'],
    [5, 'five funf fuenf cinco cinq'],
    [6, 'six sechs seis'],
    [7, 'seven sieben siete sete sept'],
    [8, 'eight acht ocho oito huit'],
    [9, 'nine neun nueve nove neuf'],
    [10, 'ten zehn diez dez dix'],
    [11, 'eleven elf once onze'],
    [12, 'twelve zwolf zwoelf doce doze dozen dutzend docena duzia douze douzaine'],
  ].flatMap(([number, words]) => `${words}`.split(' ').map((word) => [word, Number(number)])),
)

/** After a number: so many of it. */
export const COUNT_UNITS = set('x × pcs pc pieces stk ud uds unidades un mal')

/** After a number: something else than how many. */
export const OTHER_UNITS =
  set(`degrees degree grad grados graus c % eur euro euros people persons pax personen personas pessoas personnes
  min mins minutes minuten minutos h hours stunden horas heures days tage tagen dias jours nights nachte noches noites nuits`)

/** As phrases: what makes a ticket urgent, what makes it pressing, and what says that it is neither. */
export const PRIORITY_PHRASES: readonly [priority: 'urgent' | 'high' | 'normal', phrases: string][] = [
  [
    'normal',
    'not urgent|nicht dringend|nicht eilig|no urgente|no es urgente|nao urgente|nao e urgente|pas urgent|non urgent|no rush|no hurry',
  ],
  [
    'urgent',
    `!!|!!!|urgent|urgently|asap|immediately|right now|right away|at once|emergency|dringend|sofort|notfall|eilt|eilig|ganz dringend|sehr dringend|very urgent
    |urgente|muy urgente|muito urgente|urgencia|inmediatamente|ya mismo|ahora mismo|emergencia|cuanto antes|imediatamente|agora mesmo|o mais rapido possivel|ja|urgence|tres urgent|immediatement|tout de suite|au plus vite`,
  ],
  [
    'high',
    `!|important|high priority|priority high|prio high|high prio|hurry|wichtig|hohe prioritat|prioritat hoch|importante|prioridad alta|alta prioridad|prioridade alta|alta prioridade|priorite haute|haute priorite`,
  ],
]

/** These alone mean a priority only where a line begins or ends. */
export const PRIORITY_EDGES: Record<string, 'high' | 'normal'> = {
  high: 'high',
  hoch: 'high',
  alta: 'high',
  haute: 'high',
  normal: 'normal',
}

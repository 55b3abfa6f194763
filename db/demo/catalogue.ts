/** What can be asked for at The Alder, in the order that `itemId` counts, from 1. */
import { departments, itemId } from '@/db/cast'
import type { CatalogueField, CatalogueItem } from '@/lib/catalogue/schema'
import type { Names } from '@/lib/schema'
import { complaintFields, lostFields, meetingFields } from './catalogue-fields'

const named = (en: string, de: string, es: string, pt: string, pl: string): Names => ({ en, de, es, pt, pl })

type Row = Omit<CatalogueItem, 'id' | 'departmentId' | 'priority' | 'countable' | 'fields'> & {
  priority?: CatalogueItem['priority']
  countable?: boolean
  fields?: CatalogueField[]
}

const of =
  (department: { id: string }) =>
  (row: Row): Omit<CatalogueItem, 'id'> => ({
    priority: 'normal',
    countable: false,
    fields: [],
    ...row,
    departmentId: department.id,
  })

const housekeeping = of(departments.housekeeping)
const engineering = of(departments.engineering)
const roomService = of(departments.roomService)
const frontDesk = of(departments.frontDesk)
const security = of(departments.security)

const items = [
  housekeeping({
    code: 'towels',
    names: named('Towels', 'Handtücher', 'Toallas', 'Toalhas', 'Ręczniki'),
    keywords: ['bath towel', 'hand towel', 'pool towel', 'handtuch', 'badetuch', 'toalla', 'toalha', 'ręcznik'],
    minutes: 20,
    countable: true,
  }),
  engineering({
    code: 'blocked_drain',
    names: named('Blocked drain', 'Abfluss verstopft', 'Desagüe atascado', 'Ralo entupido', 'Zatkany odpływ'),
    keywords: ['sink', 'shower', 'slow drain', 'waschbecken', 'dusche', 'lavabo', 'ducha', 'pia', 'zlew', 'prysznic'],
    minutes: 45,
  }),
  roomService({
    code: 'ice_bucket',
    names: named('Ice bucket', 'Eiskübel', 'Cubo de hielo', 'Balde de gelo', 'Wiaderko z lodem'),
    keywords: ['ice', 'ice cubes', 'eis', 'eiswürfel', 'hielo', 'gelo', 'lód'],
    minutes: 15,
    countable: true,
  }),
  housekeeping({
    code: 'toiletries',
    names: named('Toiletries', 'Pflegeprodukte', 'Artículos de baño', 'Artigos de higiene', 'Kosmetyki łazienkowe'),
    keywords: ['shampoo', 'soap', 'toothbrush', 'razor', 'toilet paper', 'seife', 'zahnbürste', 'jabón', 'sabonete'],
    minutes: 20,
    countable: true,
  }),
  housekeeping({
    code: 'pillow',
    names: named('Extra pillow', 'Zusätzliches Kissen', 'Almohada extra', 'Almofada extra', 'Dodatkowa poduszka'),
    keywords: ['pillows', 'kissen', 'kopfkissen', 'almohada', 'almofada', 'travesseiro', 'poduszka'],
    minutes: 20,
    countable: true,
  }),
  housekeeping({
    code: 'allergy_bedding',
    names: named(
      'Allergy bedding',
      'Allergikerbettwäsche',
      'Ropa de cama antialérgica',
      'Roupa de cama antialérgica',
      'Pościel antyalergiczna',
    ),
    keywords: ['allergy pillow', 'feather free', 'hypoallergenic', 'allergie', 'ohne federn', 'alergia', 'bez pierza'],
    minutes: 30,
    countable: true,
  }),
  housekeeping({
    code: 'blanket',
    names: named('Extra blanket', 'Zusätzliche Decke', 'Manta extra', 'Cobertor extra', 'Dodatkowy koc'),
    keywords: ['duvet', 'cold', 'decke', 'bettdecke', 'manta', 'cobertor', 'koc', 'kołdra'],
    minutes: 20,
    countable: true,
  }),
  housekeeping({
    code: 'cot',
    names: named('Baby cot', 'Babybett', 'Cuna', 'Berço', 'Łóżeczko dziecięce'),
    keywords: ['crib', 'baby bed', 'gitterbett', 'kinderbett', 'cuna', 'berço', 'łóżeczko'],
    minutes: 45,
    countable: true,
  }),
  housekeeping({
    code: 'extra_bed',
    names: named('Extra bed', 'Zustellbett', 'Cama supletoria', 'Cama extra', 'Dostawka'),
    keywords: ['rollaway', 'sofa bed', 'beistellbett', 'cama plegable', 'łóżko'],
    minutes: 60,
    countable: true,
  }),
  housekeeping({
    code: 'clean_room',
    names: named(
      'Room cleaning',
      'Zimmerreinigung',
      'Limpieza de habitación',
      'Limpeza do quarto',
      'Sprzątanie pokoju',
    ),
    keywords: ['make up room', 'service', 'rush room', 'putzen', 'reinigen', 'limpiar', 'limpar', 'sprzątać'],
    minutes: 60,
  }),
  housekeeping({
    code: 'linen',
    names: named('Fresh linen', 'Frische Bettwäsche', 'Cambio de sábanas', 'Troca de lençóis', 'Zmiana pościeli'),
    keywords: ['sheets', 'bed linen', 'bettlaken', 'sábanas', 'lençol', 'prześcieradło'],
    minutes: 40,
  }),
  housekeeping({
    code: 'bathrobe',
    names: named(
      'Bathrobe and slippers',
      'Bademantel und Hausschuhe',
      'Albornoz y zapatillas',
      'Roupão e chinelos',
      'Szlafrok i kapcie',
    ),
    keywords: ['robe', 'slippers', 'bademantel', 'albornoz', 'roupão', 'szlafrok'],
    minutes: 20,
    countable: true,
  }),
  housekeeping({
    code: 'iron',
    names: named(
      'Iron and board',
      'Bügeleisen und -brett',
      'Plancha y tabla',
      'Ferro e tábua de passar',
      'Żelazko i deska',
    ),
    keywords: ['ironing', 'bügeln', 'planchar', 'passar a ferro', 'prasowanie'],
    minutes: 20,
  }),
  housekeeping({
    code: 'laundry',
    names: named(
      'Laundry pick-up',
      'Wäsche abholen',
      'Recogida de lavandería',
      'Recolha de lavandaria',
      'Odbiór prania',
    ),
    keywords: ['dry cleaning', 'washing', 'reinigung', 'wäscherei', 'tintorería', 'lavanderia', 'pralnia'],
    minutes: 45,
  }),
  housekeeping({
    code: 'spill',
    names: named(
      'Spill or breakage',
      'Verschüttet oder zerbrochen',
      'Derrame o rotura',
      'Derrame ou quebra',
      'Rozlane lub stłuczone',
    ),
    keywords: ['wet floor', 'broken glass', 'scherben', 'cristales rotos', 'vidro partido', 'szkło'],
    priority: 'high',
    minutes: 15,
  }),
  housekeeping({
    code: 'lost_and_found',
    names: named('Lost and found', 'Fundsache', 'Objeto perdido', 'Perdidos e achados', 'Rzecz znaleziona'),
    keywords: ['left behind', 'forgotten', 'vergessen', 'verloren', 'olvidado', 'perdido', 'esquecido', 'zgubione'],
    minutes: 120,
    fields: lostFields,
  }),
  engineering({
    code: 'air_conditioning',
    names: named('Air conditioning', 'Klimaanlage', 'Aire acondicionado', 'Ar condicionado', 'Klimatyzacja'),
    keywords: ['ac', 'a/c', 'too cold', 'too hot', 'thermostat', 'klima', 'aire', 'termostato', 'klima nie działa'],
    minutes: 45,
  }),
  engineering({
    code: 'heating',
    names: named('Heating', 'Heizung', 'Calefacción', 'Aquecimento', 'Ogrzewanie'),
    keywords: ['radiator', 'cold room', 'heizkörper', 'kalt', 'radiador', 'frío', 'kaloryfer'],
    minutes: 45,
  }),
  engineering({
    code: 'hot_water',
    names: named('No hot water', 'Kein Warmwasser', 'Sin agua caliente', 'Sem água quente', 'Brak ciepłej wody'),
    keywords: ['cold shower', 'lukewarm', 'warmwasser', 'agua fría', 'água fria', 'zimna woda'],
    priority: 'high',
    minutes: 45,
  }),
  engineering({
    code: 'light',
    names: named('Light or bulb', 'Licht oder Lampe', 'Luz o bombilla', 'Luz ou lâmpada', 'Światło lub żarówka'),
    keywords: ['lamp', 'bulb', 'flickering', 'lampe', 'birne', 'bombilla', 'lâmpada', 'żarówka'],
    minutes: 60,
  }),
  engineering({
    code: 'television',
    names: named('Television', 'Fernseher', 'Televisor', 'Televisão', 'Telewizor'),
    keywords: ['tv', 'remote', 'no signal', 'fernbedienung', 'mando', 'comando', 'pilot'],
    minutes: 45,
  }),
  engineering({
    code: 'wifi',
    names: named('Wi-Fi', 'WLAN', 'Wi-Fi', 'Wi-Fi', 'Wi-Fi'),
    keywords: ['internet', 'wlan', 'wifi', 'no connection', 'slow', 'conexión', 'ligação', 'sieć'],
    minutes: 45,
  }),
  engineering({
    code: 'lift_stuck',
    names: named('Lift stuck', 'Aufzug steckt', 'Ascensor parado', 'Elevador parado', 'Winda stoi'),
    keywords: ['elevator', 'aufzug', 'fahrstuhl', 'lift', 'ascensor', 'elevador', 'winda'],
    priority: 'urgent',
    minutes: 15,
  }),
  engineering({
    code: 'water_leak',
    names: named('Water leak', 'Wasserschaden', 'Fuga de agua', 'Fuga de água', 'Wyciek wody'),
    keywords: [
      'flood',
      'flooding',
      'dripping',
      'überschwemmung',
      'tropft',
      'inundación',
      'goteo',
      'inundação',
      'zalanie',
    ],
    priority: 'urgent',
    minutes: 15,
  }),
  engineering({
    code: 'toilet',
    names: named('Toilet not working', 'Toilette defekt', 'Inodoro averiado', 'Sanita avariada', 'Niesprawna toaleta'),
    keywords: ['wc', 'flush', 'blocked toilet', 'spülung', 'cisterna', 'autoclismo', 'spłuczka'],
    priority: 'high',
    minutes: 30,
  }),
  engineering({
    code: 'door_lock',
    names: named('Door or lock', 'Tür oder Schloss', 'Puerta o cerradura', 'Porta ou fechadura', 'Drzwi lub zamek'),
    keywords: ['handle', 'hinge', 'lock battery', 'türschloss', 'cerradura', 'fechadura', 'zamek'],
    priority: 'high',
    minutes: 30,
  }),
  engineering({
    code: 'power',
    names: named(
      'Power or socket',
      'Strom oder Steckdose',
      'Corriente o enchufe',
      'Energia ou tomada',
      'Prąd lub gniazdko',
    ),
    keywords: ['fuse', 'socket', 'outlet', 'sicherung', 'steckdose', 'enchufe', 'tomada', 'gniazdko'],
    priority: 'high',
    minutes: 30,
  }),
  roomService({
    code: 'minibar',
    names: named('Minibar', 'Minibar', 'Minibar', 'Minibar', 'Minibar'),
    keywords: ['refill', 'fridge', 'auffüllen', 'kühlschrank', 'nevera', 'frigorífico', 'lodówka'],
    minutes: 45,
  }),
  roomService({
    code: 'tray',
    names: named('Collect tray', 'Tablett abholen', 'Recoger bandeja', 'Recolher tabuleiro', 'Odbiór tacy'),
    keywords: ['trolley', 'dishes', 'geschirr', 'bandeja', 'tabuleiro', 'taca'],
    minutes: 40,
  }),
  roomService({
    code: 'breakfast',
    names: named(
      'Breakfast in the room',
      'Frühstück aufs Zimmer',
      'Desayuno en la habitación',
      'Pequeno-almoço no quarto',
      'Śniadanie do pokoju',
    ),
    keywords: ['continental', 'coffee', 'frühstück', 'kaffee', 'desayuno', 'café', 'pequeno-almoço', 'śniadanie'],
    minutes: 35,
    countable: true,
  }),
  roomService({
    code: 'amenity',
    names: named(
      'Welcome amenity',
      'Willkommensgruß',
      'Detalle de bienvenida',
      'Oferta de boas-vindas',
      'Powitalny upominek',
    ),
    keywords: ['vip', 'fruit', 'flowers', 'champagne', 'birthday', 'obst', 'blumen', 'fruta', 'flores', 'kwiaty'],
    minutes: 60,
  }),
  roomService({
    code: 'meeting_setup',
    names: named('Conference setup', 'Tagungsbestuhlung', 'Montaje de sala', 'Montagem de sala', 'Przygotowanie sali'),
    keywords: ['meeting', 'projector', 'chairs', 'bestuhlung', 'beamer', 'reunión', 'reunião', 'konferencja'],
    minutes: 120,
    fields: meetingFields,
  }),
  frontDesk({
    code: 'complaint',
    names: named('Guest complaint', 'Beschwerde', 'Queja de huésped', 'Reclamação de hóspede', 'Skarga gościa'),
    keywords: ['angry', 'unhappy', 'refund', 'beschwerde', 'reklamation', 'queja', 'reclamação', 'skarga'],
    priority: 'high',
    minutes: 60,
    fields: complaintFields,
  }),
  frontDesk({
    code: 'late_checkout',
    names: named('Late checkout', 'Später Check-out', 'Salida tardía', 'Check-out tardio', 'Późne wymeldowanie'),
    keywords: ['departure', 'abreise', 'salida', 'saída', 'wyjazd'],
    minutes: 60,
  }),
  frontDesk({
    code: 'key_card',
    names: named('Key card', 'Zimmerkarte', 'Tarjeta llave', 'Cartão-chave', 'Karta do pokoju'),
    keywords: ['key', 'locked out', 'schlüssel', 'karte', 'llave', 'chave', 'klucz'],
    minutes: 15,
    countable: true,
  }),
  frontDesk({
    code: 'wake_up_call',
    names: named('Wake-up call', 'Weckruf', 'Despertador', 'Chamada de despertar', 'Budzenie'),
    keywords: ['alarm', 'wecken', 'wecker', 'despertar', 'acordar', 'pobudka'],
    minutes: 600,
  }),
  frontDesk({
    code: 'luggage',
    names: named('Luggage', 'Gepäck', 'Equipaje', 'Bagagem', 'Bagaż'),
    keywords: ['bags', 'porter', 'suitcase', 'koffer', 'maletas', 'malas', 'walizka'],
    minutes: 15,
    countable: true,
  }),
  security({
    code: 'noise',
    names: named('Noise', 'Lärm', 'Ruido', 'Barulho', 'Hałas'),
    keywords: ['party', 'loud', 'music', 'laut', 'ruhestörung', 'fiesta', 'festa', 'impreza'],
    priority: 'high',
    minutes: 15,
  }),
  security({
    code: 'medical',
    names: named('Medical help', 'Medizinische Hilfe', 'Ayuda médica', 'Ajuda médica', 'Pomoc medyczna'),
    keywords: ['doctor', 'ambulance', 'first aid', 'arzt', 'rettung', 'médico', 'ambulancia', 'lekarz'],
    priority: 'urgent',
    minutes: 10,
  }),
  security({
    code: 'safe',
    names: named('Room safe', 'Zimmersafe', 'Caja fuerte', 'Cofre do quarto', 'Sejf w pokoju'),
    keywords: ['locked safe', 'forgot code', 'tresor', 'caja', 'cofre', 'sejf', 'kod'],
    minutes: 30,
  }),
]

export const catalogue: CatalogueItem[] = items.map((item, index) => ({ id: itemId(index + 1), ...item }))

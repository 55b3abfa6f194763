/** The Alder: its settings, departments and places. An invented hotel; no guest, number or event in it is real. */
import { buildingId, departments as cast, FLOORS, floorId, otherPlaceId, ROOMS_PER_FLOOR, roomId } from '@/db/cast'
import type { Department } from '@/lib/people/schema'
import type { Place, PlaceKind } from '@/lib/places/schema'
import type { Settings } from '@/lib/settings/schema'

export const settings: Settings = {
  hotelName: 'The Alder',
  timeZone: 'Europe/Vienna',
  businessDayStart: '03:00',
  shifts: [
    {
      code: 'early',
      names: { en: 'Early', de: 'Früh', es: 'Mañana', fr: 'Matin', pt: 'Manhã', pl: 'Ranna' },
      start: '06:00',
      end: '14:00',
    },
    {
      code: 'late',
      names: { en: 'Late', de: 'Spät', es: 'Tarde', fr: 'Après-midi', pt: 'Tarde', pl: 'Popołudniowa' },
      start: '14:00',
      end: '22:00',
    },
    {
      code: 'night',
      names: { en: 'Night', de: 'Nacht', es: 'Noche', fr: 'Nuit', pt: 'Noite', pl: 'Nocna' },
      start: '22:00',
      end: '06:00',
    },
  ],
  closeAfterHours: 24,
  demo: true,
}

export const departments: Department[] = [
  {
    ...cast.frontDesk,
    names: {
      en: 'Front desk',
      de: 'Empfang',
      es: 'Recepción',
      fr: 'Réception',
      pt: 'Recepção',
      pl: 'Recepcja',
      uk: 'Рецепція',
      tl: 'Front desk',
      ar: 'الاستقبال',
    },
  },
  {
    ...cast.housekeeping,
    names: {
      en: 'Housekeeping',
      de: 'Housekeeping',
      es: 'Pisos',
      fr: 'Housekeeping',
      pt: 'Andares',
      pl: 'Służba pięter',
      uk: 'Прибирання',
      tl: 'Housekeeping',
      ar: 'التدبير الفندقي',
    },
  },
  {
    ...cast.engineering,
    names: {
      en: 'Engineering',
      de: 'Haustechnik',
      es: 'Mantenimiento',
      fr: 'Maintenance',
      pt: 'Manutenção',
      pl: 'Dział techniczny',
      uk: 'Технічна служба',
      tl: 'Engineering',
      ar: 'الصيانة',
    },
  },
  {
    ...cast.roomService,
    names: {
      en: 'Room service',
      de: 'Zimmerservice',
      es: 'Servicio de habitaciones',
      fr: 'Room service',
      pt: 'Serviço de quartos',
      pl: 'Obsługa pokoi',
      uk: 'Обслуговування номерів',
      tl: 'Room service',
      ar: 'خدمة الغرف',
    },
  },
  {
    ...cast.security,
    names: {
      en: 'Security',
      de: 'Sicherheit',
      es: 'Seguridad',
      fr: 'Sécurité',
      pt: 'Segurança',
      pl: 'Ochrona',
      uk: 'Охорона',
      tl: 'Seguridad',
      ar: 'الأمن',
    },
  },
]

/** In the order that `otherPlaceId` counts, from 1. Those without a floor belong to the building. */
const others: [name: string, kind: PlaceKind, floor?: number][] = [
  ['Lobby', 'area'],
  ['Lift 1', 'equipment'],
  ['Lift 2', 'equipment'],
  ['Service lift', 'equipment'],
  ['Boiler room', 'area'],
  ['Pool', 'area'],
  ['Spa', 'area'],
  ['Bar', 'area'],
  ['Restaurant', 'area'],
  ['Main kitchen', 'area'],
  ['Laundry', 'area'],
  ['Loading dock', 'area'],
  ['Staff canteen', 'area'],
  ['Gym', 'area'],
  ['Conference room Linden', 'area', 1],
  ['Conference room Birch', 'area', 1],
  ['Garage', 'area'],
  ['Roof plant', 'equipment', 6],
  ['Ice machine', 'equipment', 3],
  ['Luggage room', 'area'],
]

const floors = Array.from({ length: FLOORS }, (_, index) => index + 1)
const roomsOf = (floor: number) => Array.from({ length: ROOMS_PER_FLOOR }, (_, index) => floor * 100 + index + 1)

/** Parents come before their children. */
export const places: Place[] = [
  { id: buildingId, parentId: null, kind: 'building', name: 'The Alder' },
  ...floors.map(
    (floor): Place => ({ id: floorId(floor), parentId: buildingId, kind: 'floor', name: `Floor ${floor}` }),
  ),
  ...floors.flatMap((floor) =>
    roomsOf(floor).map(
      (room): Place => ({ id: roomId(room), parentId: floorId(floor), kind: 'room', name: `${room}` }),
    ),
  ),
  ...others.map(
    ([name, kind, floor], index): Place => ({
      id: otherPlaceId(index + 1),
      parentId: floor === undefined ? buildingId : floorId(floor),
      kind,
      name,
    }),
  ),
]

/** The invented people, departments and places that the demo hotel and the tests share. Ids are fixed, so a test can name
 *  whom it means. None of them exists. */
import type { Role } from '@/lib/people/schema'

/** A fixed UUIDv7-shaped id: `family` keeps kinds apart, `number` counts within one. */
export const castId = (family: number, number: number): string =>
  `01900000-0000-7${family.toString(16).padStart(3, '0')}-8000-${number.toString(16).padStart(12, '0')}`

export const PASSWORD = 'welcome-to-the-alder'
/** Everybody's, on an enrolled device. */
export const PIN = '4711'

const FAMILY = { department: 1, person: 2, place: 3, item: 4 } as const

export const departments = {
  frontDesk: { id: castId(FAMILY.department, 1), code: 'front-desk' },
  housekeeping: { id: castId(FAMILY.department, 2), code: 'housekeeping' },
  engineering: { id: castId(FAMILY.department, 3), code: 'engineering' },
  roomService: { id: castId(FAMILY.department, 4), code: 'room-service' },
  security: { id: castId(FAMILY.department, 5), code: 'security' },
} as const

const { frontDesk, housekeeping, engineering, roomService, security } = departments

export interface CastMember {
  id: string
  email: string
  name: string
  role: Role
  locale: string
  departmentIds: string[]
}

let counted = 0
const member = (name: string, role: Role, locale: string, ...in_: { id: string }[]): CastMember => ({
  id: castId(FAMILY.person, ++counted),
  email: `${name.split(' ')[0]?.toLowerCase()}@alder.example`,
  name,
  role,
  locale,
  departmentIds: in_.map((department) => department.id),
})

/** Everybody at The Alder. */
export const cast = {
  ada: member('Ada Lindqvist', 'admin', 'en'),
  nora: member('Nora Whitfield', 'manager', 'en', frontDesk),
  viktor: member('Viktor Hahn', 'manager', 'de'),
  felix: member('Felix Brandt', 'dispatcher', 'en', frontDesk),
  ines: member('Ines Carvalho', 'dispatcher', 'pt', frontDesk),
  tomas: member('Tomas Novak', 'dispatcher', 'en', frontDesk),
  priya: member('Priya Raman', 'dispatcher', 'en', frontDesk),
  hana: member('Hana Kovac', 'attendant', 'en', housekeeping),
  maria: member('Maria Esteves', 'attendant', 'pt', housekeeping),
  oksana: member('Oksana Melnyk', 'attendant', 'uk', housekeeping),
  rosa: member('Rosa Delgado', 'attendant', 'es', housekeeping),
  jolanta: member('Jolanta Wozniak', 'attendant', 'pl', housekeeping),
  samira: member('Samira Haddad', 'attendant', 'ar', housekeeping),
  liezel: member('Liezel Santos', 'attendant', 'tl', housekeeping),
  marco: member('Marco Bellini', 'attendant', 'en', engineering),
  ali: member('Ali Demir', 'attendant', 'de', engineering),
  piotr: member('Piotr Zielinski', 'attendant', 'pl', engineering),
  grace: member('Grace Oduya', 'attendant', 'en', engineering),
  luca: member('Luca Moretti', 'attendant', 'en', roomService),
  chloe: member('Chloe Martin', 'attendant', 'en', roomService),
  diego: member('Diego Fuentes', 'attendant', 'es', roomService),
  yusuf: member('Yusuf Kaya', 'attendant', 'de', security),
  helen: member('Helen Ashworth', 'attendant', 'en', security),
  bruno: member('Bruno Keller', 'attendant', 'de', housekeeping, engineering),
} as const satisfies Record<string, CastMember>

/** Floors are 1 to 6, rooms 01 to 20 on each: 412 is the twelfth on the fourth. */
export const FLOORS = 6
export const ROOMS_PER_FLOOR = 20
export const buildingId = castId(FAMILY.place, 1)
export const floorId = (floor: number): string => castId(FAMILY.place, 0x10 + floor)
export const roomId = (room: number): string => castId(FAMILY.place, 0x1000 + room)
/** Other places are numbered in the order of the demo hotel's list. */
export const otherPlaceId = (number: number): string => castId(FAMILY.place, 0x100 + number)

/** Catalogue items are numbered in the order of the demo hotel's list; the tests use these few by name. */
export const itemId = (number: number): string => castId(FAMILY.item, number)
export const items = { towels: itemId(1), blockedDrain: itemId(2), iceBucket: itemId(3) } as const

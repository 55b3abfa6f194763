/** What places at The Alder carry now, each until a moment after `now`. Pure. */
import 'server-only'
import { castId } from '@/db/cast'
import type { placeFlags } from '@/db/schema'
import type { FlagKind } from '@/lib/places/schema'
import { idOf, placeId } from './house'
import type { Who } from './thread'

type Row = typeof placeFlags.$inferInsert

/** Where, what, by whom, set so many hours ago, for so many hours from now, and what there is to say. */
const FLAGS: [place: string, kind: FlagKind, by: Who, ago: number, hours: number, note: string][] = [
  ['601', 'vip', 'nora', 3, 60, 'Tenth stay'],
  ['514', 'do_not_disturb', 'hana', 2, 3, 'Night flight'],
  ['215', 'out_of_order', 'tomas', 24, 30, 'Radiator'],
  ['316', 'note', 'felix', 1, 48, 'Baby asleep from one to three: knock softly'],
  ['305', 'do_not_disturb', 'felix', 1, 5, 'He practises the cello'],
]

const FLAG_FAMILY = 10
const HOUR_MS = 3_600_000

export const flagsAt = (now: Date): Row[] =>
  FLAGS.map(([place, kind, by, ago, hours, note], at) => ({
    id: castId(FLAG_FAMILY, at + 1),
    placeId: placeId(place),
    kind,
    note,
    setById: idOf(by),
    setAt: new Date(now.getTime() - ago * HOUR_MS),
    until: new Date(now.getTime() + hours * HOUR_MS),
  }))

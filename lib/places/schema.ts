/** The hotel's places, a tree: building, floor, then room, area or equipment; and the flags that they carry. Shared. */
export const PLACE_KINDS = ['building', 'floor', 'room', 'area', 'equipment'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export interface Place {
  id: string
  parentId: string | null
  kind: PlaceKind
  /** What people say: "412", "Lift 2", "Lobby". */
  name: string
}

export const FLAG_KINDS = ['vip', 'do_not_disturb', 'out_of_order', 'note'] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

export const FLAG_NOTE_LENGTH = 200

/** How many notes may stand at one place: everybody reads all of them, at every door and with every change. */
export const MOST_NOTES = 10

/** For how long a flag may be set. */
export const MOST_FLAG_DAYS = 366

/** Something to know before one knocks. Moments are ISO 8601 in UTC. */
export interface PlaceFlag {
  id: string
  kind: FlagKind
  /** What there is to say about it; empty unless the kind is a note. */
  note: string
  /** From then on it no longer holds, by itself. */
  until: string
  setById: string
  setAt: string
}

/** All that holds for one place. */
export interface PlaceFlags {
  placeId: string
  /** The first set first. */
  flags: PlaceFlag[]
  /** By the database's clock, to the microsecond: all that had committed by then is in it. Of two about the same place the later
   *  is true. */
  asOf: string
}

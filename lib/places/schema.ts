/** The hotel's places, a tree: building, floor, then room, area or equipment. Shared. */
export const PLACE_KINDS = ['building', 'floor', 'room', 'area', 'equipment'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export interface Place {
  id: string
  parentId: string | null
  kind: PlaceKind
  /** What people say: "412", "Lift 2", "Lobby". */
  name: string
}

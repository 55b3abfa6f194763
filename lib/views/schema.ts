/** Views of the board that people keep: a filter under a name, for oneself or shared. What requests may carry is in requests.ts.
 *  Shared. */

/** The views that everybody has. `guest` is what waits until the guest can be met; `call_back` is who is owed a call, and alone
 *  shows also what is closed. */
export const BOARD_VIEWS = ['all', 'mine', 'unassigned', 'late', 'guest', 'done', 'call_back'] as const
export type BoardView = (typeof BOARD_VIEWS)[number]

/** What of the board is shown. */
export interface Filter {
  view: BoardView
  departmentId: string | null
  /** A place of the kind `floor`: the tickets on it and at everything that stands on it. */
  floorId: string | null
  assigneeId: string | null
  /** As typed into the search. */
  query: string
}

export const NO_FILTER: Filter = { view: 'all', departmentId: null, floorId: null, assigneeId: null, query: '' }

export const SHARED_WITH = ['nobody', 'department', 'hotel'] as const
export type SharedWith = (typeof SHARED_WITH)[number]

export type Sharing = { with: 'nobody' } | { with: 'department'; departmentId: string } | { with: 'hotel' }

export interface SavedView {
  id: string
  name: string
  /** Who made it. */
  ownerId: string
  filter: Filter
  sharing: Sharing
}

/** So many one person keeps at most. */
export const MOST_VIEWS = 50

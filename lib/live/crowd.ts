/** When whoever comes is to read its list: thousands who come back at once would read theirs in the way of each other's streams.
 *  Without I/O. */
import 'server-only'

/** What reading one list takes of a process, at a hotel of some hundred open tickets. */
export const LIST_MS = 40
/** So many at once are no crowd. */
const FEW = 25
/** A crowd's streams stand before its lists are read. */
const ENTRY_MS = 10_000

export class Crowd {
  /** When all who have come will have read, if nobody else does anything. */
  private busyUntil = 0

  /** Somebody has come, `now` in milliseconds of the process's clock. Milliseconds within which they are to read their list;
   *  0: at once. */
  come(now: number): number {
    const backlogMs = this.add(1, now)
    return backlogMs > FEW * LIST_MS ? backlogMs + ENTRY_MS : 0
  }

  /** The same when so many who are here already must read theirs anew. */
  reread(count: number, now: number): number {
    const backlogMs = this.add(count, now)
    return backlogMs > FEW * LIST_MS ? backlogMs : 0
  }

  private add(count: number, now: number): number {
    this.busyUntil = Math.max(this.busyUntil, now) + count * LIST_MS
    return this.busyUntil - now
  }
}

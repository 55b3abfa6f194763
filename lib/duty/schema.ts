/** Who is on duty and who is off today, as it travels. Holds no zod, so that a tablet's first page need not load it. Shared. */

/** A shift ends by itself after this. */
export const SHIFT_HOURS = 14

/** How somebody stands to today's work: what everybody signed in may know of a colleague. Moments are ISO 8601 in UTC. */
export interface Standing {
  personId: string
  departmentIds: string[]
  /** The shift they are on, until `endsAt`. */
  duty: { id: string; startedAt: string; endsAt: string } | null
  /** They are off, until `until`. */
  absence: { id: string; setById: string; until: string } | null
  /** By the database's clock: of two about the same person the later is true. */
  asOf: string
}

/** The answer to setting somebody off today. */
export interface Absent {
  standing: Standing
  /** How many of their tickets, of those that the caller may see, went back to their department. */
  returned: number
}

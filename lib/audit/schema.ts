/** Who did what that the journal does not tell. What requests may carry is in requests.ts. Shared. */

/** What stands in no ticket's thread, and legal holds, which stand there too: who answers for them asks of all of them at once. Also
 *  what an admin does about how others sign in: whoever knows a PIN may sign in as its owner. */
export const AUDIT_ACTIONS = [
  'retention.set',
  'retention.dry_run',
  'retention.confirmed',
  'retention.stopped',
  'retention.done',
  'person.exported',
  'person.erased',
  'erasure.replayed',
  'story.exported',
  'hold.set',
  'hold.lifted',
  'pin.set',
  'device.enrolled',
  'device.ended',
  'sessions.ended',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export interface AuditLine {
  id: string
  at: string
  /** Null when the clock did it. */
  actorId: string | null
  /** Of `AUDIT_ACTIONS`, or what an older version wrote. */
  action: string
  details: {
    personId?: string
    /** Only of a ticket that the reader may see. */
    ticketId?: string
    withTexts?: boolean
    tickets?: number
    /** Of the rules. */
    version?: number
    /** What it is called. */
    device?: string
  }
}

export interface AuditPage {
  items: AuditLine[]
  /** `before` for the next page. */
  next: string | null
}

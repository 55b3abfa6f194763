/** Whether anything came before the wrong eyes: also what is nowhere kept, and names no entry. Pure. */
import { canSee } from '@/lib/tickets/policy'
import type { Glimpse, Rights, Row, Shown, Verdict } from './testimony'

/** `seen` keeps what is known of the person's sight by place; all screens of one person share it. */
export function judgeEyes(
  { who, rights, received, afterGone }: Shown,
  threads: Map<string, Row[]>,
  seen: Map<string, boolean>,
  verdict: Verdict,
): void {
  for (const place of received) {
    const [ticketId = '', seq] = place.split(':')
    const might = seen.get(place) ?? mightHaveSeen(rights, threads.get(ticketId) ?? [], Number(seq))
    seen.set(place, might)
    if (!might) verdict.wrongEyes.push(`${who}: ${place}`)
  }
  for (const glimpse of afterGone) {
    const { ticketId, event, goneSeq } = glimpse
    if (!hadRegained(rights, threads.get(ticketId) ?? [], glimpse))
      verdict.wrongEyes.push(`${who}: ${event} of ${ticketId} after it was gone at ${goneSeq}`)
  }
}

/** Whether an entry behind the loss, and no later than this came, had brought the ticket back into sight: that entry itself
 *  goes another way, and may come after. */
const hadRegained = (rights: Rights[], rows: Row[], { goneSeq, at }: Glimpse): boolean =>
  mightHaveSeen(
    rights,
    rows.filter((row) => row.at <= at),
    goneSeq + 1,
  )

/** Whether this person could, at any moment from this entry on, see its ticket: who gains sight may read what was before, and
 *  who has lost it may see nothing from the loss on. */
function mightHaveSeen(rights: Rights[], rows: Row[], seq: number): boolean {
  return rows.some((row, index) => {
    if (row.seq < seq) return false
    const until = rows[index + 1]?.accessVersion ?? Number.POSITIVE_INFINITY
    return rights.some(({ from, viewer }, at) => {
      const ends = rights[at + 1]?.from ?? Number.POSITIVE_INFINITY
      return viewer !== null && from <= until && ends > row.accessVersion && canSee(viewer, row.after)
    })
  })
}

/** What people wrote who have been erased with their words goes some entries at a time, everybody's in one go. Promises: what is
 *  under legal hold stays until that is lifted, and holds up nothing else; and a person is done once nothing of theirs is left. */
import 'server-only'
import { and, asc, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { entries, erasures, exports, placeFlags, tickets } from '@/db/schema'
import type { EntryRow } from '@/lib/tickets/dto'
import { isUnderHold } from '@/lib/tickets/legal-hold'
import { wipeEntry } from './wiping'

const ENTRIES = 50

/** Answers whether there may be more. */
export async function wipeTextsOfErased(tx: Transaction): Promise<boolean> {
  const pending = await tx.select({ id: erasures.id }).from(erasures).where(IS_PENDING).limit(1)
  if (pending.length === 0) return false
  await forgetNotes(tx)
  const ids = [...new Set((await findSome(tx)).map(({ ticketId }) => ticketId))]
  if (ids.length === 0) {
    await noteDone(tx)
    return false
  }
  await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(inArray(tickets.id, ids))
    .orderBy(asc(tickets.id))
    .for('no key update')
  // Anew, now that nobody else can change them: what came under hold meanwhile is left.
  for (const row of await findSome(tx, inArray(entries.ticketId, ids)))
    await wipeEntry(tx, row, { why: 'person', at: new Date().toISOString() })
  return true
}

const IS_PENDING = sql`${erasures.kind} = 'person' and ${erasures.withTexts} and ${erasures.doneAt} is null`

const PENDING = sql`(select ${erasures.personId} from ${erasures} where ${IS_PENDING})`

/** As `hasWords`, and why an entry was removed; and the opening, with which the ticket's own words were typed. */
const IS_LEFT = sql`not jsonb_exists(${entries.body}, 'removed') and (${entries.kind} = 'message'
  or ${entries.kind} = 'redaction' and ${entries.body}->>'reason' <> ''
  or ${entries.body}->>'code' in ('opened', 'transferred', 'legal_hold_set', 'filled')
  or jsonb_path_exists(${entries.body}, '$.params.changes[*] ? (@.field == "summary" || @.field == "fields" || @.what == "name")'))`

const findSome = (tx: Transaction, among?: SQL): Promise<EntryRow[]> =>
  tx
    .select()
    .from(entries)
    .where(and(among, sql`${entries.authorId} in ${PENDING}`, IS_LEFT, sql`not ${isUnderHold(entries.ticketId)}`))
    .orderBy(asc(entries.ticketId), asc(entries.seq))
    .limit(ENTRIES)

/** What they noted at places, and what they searched for when they exported. */
async function forgetNotes(tx: Transaction): Promise<void> {
  const isNoted = and(sql`${placeFlags.setById} in ${PENDING}`, notInArray(placeFlags.note, ['', '…']))
  // A flag that is nothing but a note must say something.
  await tx
    .update(placeFlags)
    .set({ note: sql`case when ${placeFlags.kind} = 'note' then '…' else '' end` })
    .where(isNoted)
  const query = sql`${exports.filter} #>> '{query,q}'`
  // Nor is one that was searched for to look like all that there was.
  await tx
    .update(exports)
    .set({ filter: sql`jsonb_set(${exports.filter}, '{query,q}', '"…"')` })
    .where(and(sql`${exports.personId} in ${PENDING}`, notInArray(query, ['', '…'])))
}

const noteDone = (tx: Transaction) =>
  tx
    .update(erasures)
    .set({ doneAt: new Date() })
    .where(
      and(
        IS_PENDING,
        sql`not exists (select from ${entries} where ${entries.authorId} = ${erasures.personId} and ${IS_LEFT})`,
      ),
    )

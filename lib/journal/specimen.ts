/** What tests stand on: entries that were written long ago, and their month exported and dropped as the commands do it. */
import 'server-only'
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { dropMonth, readExport } from './dropping'
import { exportMonth, noteExport, spanOf } from './months'
import { sealAll } from './sealing'

const MONTH = spanOf('2025-01')
const THEN = '2025-01-10T12:00:00Z'

/** As if this ticket had been opened in January 2025, and its entries up to `seq` been written then. */
export const growOld = (ticketId: string, seq: number): Promise<void> =>
  db().transaction(async (tx) => {
    const since = sql`((select min(received_at) from ${entries} where ticket_id = ${ticketId}) - ${THEN}::timestamptz)`
    await tx.execute(sql`update ${tickets} set opened_at = opened_at - ${since} where id = ${ticketId}`)
    await tx.execute(sql`update ${entries} set at = at - ${since}, received_at = received_at - ${since}
      where ticket_id = ${ticketId} and seq <= ${seq}`)
    await sealAll(tx, [ticketId])
  })

/** Answers how many entries were dropped. */
export async function dropOld(): Promise<number> {
  const lines: string[] = []
  const trailer = await exportMonth(
    db(),
    MONTH,
    async (line) => void lines.push(line),
    ({ ticketId, seq, damage }) => {
      throw new Error(`${ticketId} #${seq} is ${damage}`)
    },
  )
  if (!trailer) throw new Error('the month was not exported')
  await noteExport(db(), trailer)
  const contents = await readExport(db(), MONTH, readBack(lines))
  return (await dropMonth(db(), MONTH, contents, { isMeant: true })).entries
}

async function* readBack(lines: readonly string[]) {
  yield* lines
}

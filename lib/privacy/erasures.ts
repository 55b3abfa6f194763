/** The list of what has been erased: a table, and the same line by line in a file of the data folder, which a restored backup of
 *  the database does not take back. Ids and moments only. What the file has and the table does not is erased again
 *  (`replay.ts`); what the table has and the file does not is written into the file. */
import 'server-only'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Transaction } from '@/db/client'
import { erasures } from '@/db/schema'
import { photoPlace } from '@/lib/env'
import { log, wordsOf } from '@/lib/log'
import { id, moment, newId } from '@/lib/schema'
import { ERASURE_KINDS } from './schema'

type Row = typeof erasures.$inferSelect

const line = z.object({
  id,
  kind: z.enum(ERASURE_KINDS),
  ticketId: id.nullable(),
  entryId: id.nullable(),
  personId: id.nullable(),
  withTexts: z.boolean(),
  byId: id.nullable(),
  at: moment,
})
export type Erasure = z.output<typeof line>

export const erasuresFile = () => path.join(photoPlace(process.env).BELLBOARD_DATA, 'erasures.jsonl')

/** In the transaction that erases. */
export async function noteErasure(
  tx: Transaction,
  what: Pick<Row, 'kind'> & Partial<Pick<Row, 'ticketId' | 'entryId' | 'personId' | 'withTexts' | 'byId'>>,
): Promise<Erasure> {
  const [row] = await tx
    .insert(erasures)
    .values({ id: newId(), ...what })
    .returning()
  if (!row) throw new Error('an insert returned nothing')
  return asErasure(row)
}

export const asErasure = ({ doneAt: _, at, ...row }: Row): Erasure => ({ ...row, at: at.toISOString() })

/** Once that has committed. Never throws: what could not be written now is written when the two are next compared. */
export async function writeErasures(all: readonly Erasure[]): Promise<void> {
  if (all.length === 0) return
  try {
    await mkdir(path.dirname(erasuresFile()), { recursive: true })
    // One write of whole lines at the file's end: several processes may do it.
    await appendFile(erasuresFile(), all.map((one) => `${JSON.stringify(one)}\n`).join(''), {
      mode: 0o600,
      flush: true,
    })
  } catch (error) {
    log.error({ error: wordsOf(error) }, 'the list of what has been erased could not be written')
  }
}

/** What the file has. A line that a crash cut short is none. */
export async function readErasures(): Promise<Erasure[]> {
  const text = await readFile(erasuresFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((one) => {
    const parsed = line.safeParse(parse(one))
    return parsed.success ? [parsed.data] : []
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The journal of DATABASE_URL as a whole. Run by `npm run journal:verify`, `journal:export` and `journal:drop`. */
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '@/db/schema'
import type { Damage } from '@/lib/journal/chain'
import { dropMonth, readExport } from '@/lib/journal/dropping'
import { exportMonth, noteExport, spanOf } from '@/lib/journal/months'
import { verifyJournal } from '@/lib/journal/verify'
import { partOf, writeWhole } from '@/lib/journal/whole-file'

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const db = drizzle(sql, { schema, casing: 'snake_case' })
const began = performance.now()
const seconds = () => ((performance.now() - began) / 1_000).toFixed(0)
const say = (line: string) => process.stdout.write(`${line}\n`)

// Before the command, which runs while this file is read.
const WORDS: Record<Damage, string> = {
  changed: 'is not as it was written',
  missing: 'is missing',
  doubled: 'is there twice',
  unsealed: 'has lost its digest',
  surplus: 'is one too many: its ticket knows of no such entry',
  head: 'is not what its ticket says of its last entry',
}

const KEPT = {
  open: 'they are open, or owe a call',
  held: 'they are under hold',
  photos: 'they carry photos, which are in no file',
  'begins earlier': 'they have entries of earlier months, which go first',
  differs: 'they are not as they were exported',
}

const COMMANDS: Record<string, () => Promise<boolean>> = { verify, export: exportWhole, drop }

try {
  const isWell = await COMMANDS[process.argv[2] ?? '']?.()
  if (!isWell) process.exitCode = 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await sql.end()
}

/** False when anything is wrong, or when something cannot be told. */
async function verify(): Promise<boolean> {
  const [row] = await sql`select count(*)::int as tickets from tickets`
  const all = Number(row?.tickets)
  let faults = 0
  let said = 0
  const verified = await verifyJournal(
    db,
    ({ number, ticketId, seq, damage }) => {
      faults++
      say(`${number === null ? `No ticket ${ticketId}` : `T-${number} (${ticketId})`}, #${seq} ${WORDS[damage]}.`)
    },
    ({ tickets, entries }) => {
      const share = Math.min(20, Math.floor((tickets / Math.max(1, all)) * 20))
      if (share > said) say(`${share * 5} %: ${tickets} tickets, ${entries} entries, ${seconds()} s`)
      said = share
    },
  )
  const { tickets, entries, unsealed } = verified
  say(
    `${tickets} tickets with ${entries} entries verified in ${seconds()} s: ${faults === 0 ? 'whole' : `${faults} faults`}.`,
  )
  if (unsealed > 0) say(`${unsealed} of the tickets have no digests yet: they get them while the app runs.`)
  return faults === 0 && unsealed === 0
}

/** `--month 2025-03 [--file journal-2025-03.jsonl]`: never over a file that is there. */
async function exportWhole(): Promise<boolean> {
  const { span, file } = asked()
  const trailer = await writeWhole(file, (write) =>
    exportMonth(db, span, write, ({ ticketId, seq, damage }) => say(`${ticketId}, #${seq} ${WORDS[damage]}.`)),
  )
  if (!trailer) {
    say(`The journal is damaged: ${partOf(file)} is not the whole of ${span.month}, and none of it can be dropped.`)
    return false
  }
  await noteExport(db, trailer)
  say(`${trailer.entries} entries of ${span.month} are in ${file}, in ${seconds()} s.`)
  return true
}

/** `--month 2025-03 [--file journal-2025-03.jsonl] [--yes]`: without `--yes` it only says what it would do. */
async function drop(): Promise<boolean> {
  const { span, file, isMeant } = asked()
  if (!existsSync(file))
    throw new Error(`There is no ${file}: journal:export writes it, and --file says where else it lies.`)
  const contents = await readExport(
    db,
    span,
    createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }),
  )
  const { tickets, entries, kept } = await dropMonth(db, span, contents, { isMeant })
  say(`${entries} entries of ${tickets} tickets ${isMeant ? 'were' : 'would be'} dropped, in ${seconds()} s.`)
  for (const [why, count] of Object.entries(kept))
    if (count > 0) say(`${count} tickets keep theirs: ${KEPT[why as keyof typeof KEPT]}.`)
  if (!isMeant) say('Nothing was changed: say --yes when it shall be.')
  return true
}

function asked() {
  const options = {
    month: { type: 'string' },
    file: { type: 'string' },
    yes: { type: 'boolean', default: false },
  } as const
  const { values } = parseArgs({ args: process.argv.slice(3), options })
  const span = spanOf(values.month ?? '')
  return { span, file: values.file ?? `journal-${span.month}.jsonl`, isMeant: values.yes }
}

/** What years of the journal cost: pages of it, the board beside it, and Redis in front of it; and their section of
 *  docs/benchmarks.md. */
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { commit, machine } from '../../scripts/machine.mjs'
import { percentile } from '../figures.mjs'
import { writeSection } from '../sections.mjs'
import { type Figure, line, measureBoard, measureDepth } from './depth'
import { FIGURES, planOf } from './explained'
import { type Memory, measureMemory } from './memory'

const MEMORY_BAR = 1.2
/** Deepest against first, of their medians: more is not flat. */
const FLAT_BAR = 1.5

/** True when every bar is kept. */
export async function measureJournal(
  rounds: number,
  { isWritten, newest }: { isWritten: boolean; newest: number | undefined },
): Promise<boolean> {
  const pages = await measureDepth(rounds * 4)
  const board = await measureBoard(rounds * 4)
  const memory = await measureMemory(newest)
  const text = await sectionOf(pages, board, memory, newest)
  console.log(`\n${text}`)
  if (isWritten) writeSection('journal', text)
  const isKept = [...pages, ...board].every(({ whole, bar }) => percentile(whole, 0.95) <= bar)
  return isKept && memory.bytes <= MEMORY_BAR * memory.openBytes && flatness(pages) <= FLAT_BAR
}

const flatness = (pages: Figure[]) =>
  percentile(pages.at(-1)?.whole ?? [], 0.5) / percentile(pages[0]?.whole ?? [], 0.5)
const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`

async function sectionOf(pages: Figure[], board: Figure[], memory: Memory, newest?: number): Promise<string> {
  const [size] = await db().execute<{ tickets: number; entries: number; bytes: string }>(sql`
    select (select count(*)::int from ${tickets}) as tickets, (select count(*)::int from ${entries}) as entries,
      pg_size_pretty(pg_total_relation_size('entries')) as bytes`)
  const head = `| what | ${FIGURES} | bar of p95 | kept |\n|---|---|---|---|---|---|---|---|`
  const plan = (name: string, figure: Figure | undefined) => planOf(name, figure?.plan ?? '')
  return [
    '## The journal after years',
    `Written by \`npm run bench:history\` on ${new Date().toISOString().slice(0, 10)}, at ${commit()}. ${machine([])} ${size?.tickets} tickets with ${size?.entries} entries, ${size?.bytes} with their indexes. Milliseconds, one question at a time, Redis away.`,
    `A page of 50 entries of a thread of 50,000, read as its route reads it and held against its digests:\n\n${head}\n${pages.map(line).join('\n')}`,
    `The deepest page takes ${flatness(pages).toFixed(2)} of the first (p50; bar ${FLAT_BAR}).`,
    plan('Plan of page 1', pages[0]),
    plan('Plan of page 1,000', pages.at(-1)),
    `The board as its route reads it, all that is on it (${board.length} people):\n\n${head}\n${board.map(line).join('\n')}`,
    plan('Plan of the board', board[0]),
    `Redis, after ${newest === undefined ? 'all' : `the newest ${newest} tickets with their`} ${memory.messages} messages went through the script that publishes them, each thread leaving as its ticket says: ${mb(memory.bytes)} in ${memory.threads} threads. The open tickets alone: ${mb(memory.openBytes)} in ${memory.openThreads}. That is ${(memory.bytes / memory.openBytes).toFixed(2)} times as much (bar ${MEMORY_BAR}).`,
  ].join('\n\n')
}

/** What a statement costs by itself: the bare side of each figure. */
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { percentile } from '../figures.mjs'

/** What PostgreSQL itself took, planning included, and its plan. */
export async function explained(statement: SQL, how: string): Promise<{ plan: string; ms: number }> {
  const rows = await db().execute<{ 'QUERY PLAN': string }>(sql`explain (${sql.raw(how)}) ${statement}`)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  const ms = (name: string) => Number(new RegExp(`${name} Time: ([\\d.]+) ms`).exec(plan)?.[1] ?? Number.NaN)
  return { plan, ms: ms('Planning') + ms('Execution') }
}

/** Milliseconds of a number of times. */
export interface Took {
  whole: number[]
  bare: number[]
}

/** The whole and the bare in turns, so that whatever else the machine does falls on both. */
export async function timed<T>(took: Took, counts: boolean, whole: () => Promise<T>, bare: () => SQL): Promise<T> {
  const began = performance.now()
  const answer = await whole()
  const ms = performance.now() - began
  const alone = await explained(bare(), 'analyze, timing off')
  if (counts) {
    took.whole.push(ms)
    took.bare.push(alone.ms)
  }
  return answer
}

export const FIGURES = 'p50 | p95 | bare SQL p50 | p95 | ratio of p50'

export function figuresOf({ whole, bare }: Took): string {
  const [p50, bare50] = [percentile(whole, 0.5), percentile(bare, 0.5)]
  const all = [p50, percentile(whole, 0.95), bare50, percentile(bare, 0.95)].map((ms) => ms.toFixed(1))
  return [...all, (p50 / bare50).toFixed(2)].join(' | ')
}

/** Folded away in Markdown. */
export const planOf = (name: string, plan: string) =>
  `<details><summary>${name}</summary>\n\n\`\`\`\n${plan}\n\`\`\`\n\n</details>`

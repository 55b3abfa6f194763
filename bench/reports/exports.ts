/** How much memory the process gains while it exports everything. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { cast } from '@/db/cast'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { createSession } from '@/lib/auth/session'
import { askExport } from '@/lib/exports/exports'
import { exportFile } from '@/lib/exports/file'
import { exportInput } from '@/lib/exports/schema'
import { newId } from '@/lib/schema'

const BAR_MB = 50
const LOOK_MS = 20

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const rss = () => process.memoryUsage.rss() / 1_048_576

export async function measureExports(): Promise<{ text: string; isKept: boolean }> {
  const { sessionId } = await createSession(cast.nora.id, 'a bench')
  const actor = (await loadActors([sessionId])).actors.get(sessionId)
  if (!actor) throw new Error('nobody to export as')
  // Once for a week, so that what is compiled and connected is not counted.
  const since = new Date(Date.now() - 7 * 86_400_000).toISOString()
  for (const what of ['tickets', 'entries']) await take(actor, { what, filter: { kind: 'history', query: { since } } })
  const lines: string[] = []
  let isKept = true
  for (const [what, format] of [
    ['tickets', 'csv'],
    ['tickets', 'jsonl'],
    ['entries', 'csv'],
  ] as const) {
    collect()
    const before = rss()
    const { rows, bytes, seconds, most } = await take(actor, { what, format, filter: { kind: 'history', query: {} } })
    const gained = most - before
    if (gained > BAR_MB) isKept = false
    const figures = [rows, (bytes / 1_048_576).toFixed(0), seconds.toFixed(0), gained.toFixed(0)].join(' | ')
    lines.push(`| ${what}, ${format} | ${figures} | ${gained <= BAR_MB ? 'PASS' : 'MISSED'} |`)
  }
  const head = `| export of everything | rows | MB | seconds | MB gained (bar ${BAR_MB}) | |\n| --- | --: | --: | --: | --: | --- |`
  return { text: [head, ...lines].join('\n'), isKept }
}

/** As a browser takes it: read to its end, and forgotten. */
async function take(actor: Actor, wanted: object) {
  const asked = await askExport(actor, exportInput.parse({ id: newId(), format: 'csv', ...wanted }))
  const began = performance.now()
  let most = rss()
  const look = setInterval(() => {
    most = Math.max(most, rss())
  }, LOOK_MS)
  let bytes = 0
  const reader = (await exportFile(actor, asked.id)).body?.getReader()
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) bytes += piece.value.length
  clearInterval(look)
  return { rows: asked.total, bytes, seconds: (performance.now() - began) / 1_000, most }
}

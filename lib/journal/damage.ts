/** What this process has found damaged: said loudly, with its name, and counted for whoever watches its health. */
import 'server-only'
import { log } from '@/lib/log'
import { once } from '@/lib/once'
import type { Fault } from './chain'

/** Since the process began: rows of the journal, each once, and threads in Redis, each time it was mended. */
export interface Found {
  journal: number
  threads: number
}

const MOST_NAMED = 10_000
const found = () => once('damage found', () => ({ rows: new Set<string>(), threads: 0 }))

export const damageFound = (): Found => ({ journal: found().rows.size, threads: found().threads })

/** A row that is read again is not said again. */
export function noteFaults(faults: readonly Fault[]): void {
  const { rows } = found()
  for (const { ticketId, seq, damage } of faults) {
    const name = `${ticketId} ${seq} ${damage}`
    if (rows.has(name) || rows.size >= MOST_NAMED) continue
    rows.add(name)
    log.error({ ticketId, seq, damage }, 'the journal is damaged: npm run journal:verify names all of it')
  }
}

export function noteThread(ticketId: string, seqs: readonly number[]): void {
  found().threads++
  log.error({ ticketId, seqs }, 'a thread in Redis was not what was published; it is mended from the journal')
}

/** How a process takes leave of its streams: in slices, each stream with another moment to come back. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pipe } from './pipe'

const SLICES = 10
const SLICE_MS = 20
/** Who has not taken their bye by then is cut off. */
const LAST_WORDS_MS = 1_000

/** Says bye to everybody; answers when all have gone. Nobody may be added meanwhile. */
export async function leave(pipes: ReadonlySet<Pipe>): Promise<void> {
  const leaving = [...pipes]
  const size = Math.ceil(leaving.length / SLICES)
  for (let start = 0; start < leaving.length; start += size) {
    for (const { connection } of leaving.slice(start, start + size))
      connection.end({ retryMs: 500 + Math.floor(Math.random() * 4_500), reason: 'shutdown' })
    await pause(SLICE_MS)
  }
  for (const until = Date.now() + LAST_WORDS_MS; pipes.size > 0 && Date.now() < until; ) await pause(SLICE_MS)
  for (const pipe of pipes) pipe.cut()
}

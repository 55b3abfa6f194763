/** What time does to shifts and absences: they end by themselves. Whoever reads knows that without it; the clock writes it
 *  down and tells the screens. Safe in any number of processes: each row is ended once. */
import 'server-only'
import { db } from '@/db/client'
import { whisper } from '@/lib/live/whispers'
import { endOverdue } from './rows'
import { standingOf } from './standings'

/** Answers how many people it found. */
export async function runDutyClock(): Promise<number> {
  const over = await endOverdue(db())
  for (const personId of over) await whisper({ event: 'duty', data: await standingOf(personId) })
  return over.length
}

/** The threads of one's own jobs lie on the device, opened or not: each can be read in the lift. */
import type { Ticket } from '@/lib/tickets/schema'
import { keepThread, keptThread } from './kept-desk'
import { readOpened, readThreadPage } from './thread'

/** More than that nobody has in hand. */
const MOST = 20

/** Reads what is not there yet, or has grown; one after the other, so that nothing waits for it. Rejects where there is no network. */
export async function keepJobs(personId: string, jobs: readonly Pick<Ticket, 'id' | 'lastSeq'>[]): Promise<void> {
  for (const { id, lastSeq } of jobs.slice(0, MOST)) {
    const kept = await keptThread(personId, id)
    if (kept && kept.page.lastSeq >= lastSeq) continue
    const [opened, page] = await Promise.all([readOpened(id), readThreadPage(id)])
    await keepThread(personId, { opened, page })
  }
}

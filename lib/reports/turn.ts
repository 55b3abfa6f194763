/** Whatever reads a year of figures does so in its turn: a report, and the tickets behind a figure. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { once } from '@/lib/once'
import { Turns } from '@/lib/turns'

const PATIENCE_MS = 6_000
const reports = () => once('reports', () => new Turns(2, PATIENCE_MS))

/** Throws `unavailable` when so many ask at once that its turn does not come. */
export const inReportTurn = <T>(actor: Actor, work: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
  reports().take(actor.personId, work, signal)

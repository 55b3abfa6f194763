/** Whatever looks through everything that one may see does so in its turn: a search, and whoever counts for a file what it finds. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { once } from '@/lib/once'
import { Turns } from '@/lib/turns'

const PATIENCE_MS = 6_000
const searches = () => once('history searches', () => new Turns(2, PATIENCE_MS))

/** Throws `unavailable` when so many search at once that its turn does not come. */
export const inSearchTurn = <T>(actor: Actor, work: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
  searches().take(actor.personId, work, signal)

/** Work that follows an answer, and that the clock does again where this fails. */
import 'server-only'
import { log, wordsOf } from '@/lib/log'

export function attemptSoon(what: string, work: () => Promise<unknown>): void {
  void work().catch((error: unknown) => log.warn({ error: wordsOf(error) }, what))
}

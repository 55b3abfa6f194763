/** The process's part in telling devices: every few seconds, and soon after something begins to wait for somebody. */
import 'server-only'
import type { EntryRecord } from '@/lib/live/events'
import { hub } from '@/lib/live/hub'
import { log, wordsOf } from '@/lib/log'
import { repeat } from '@/lib/repeat'
import { runAlerts, tidyAlerts } from './alerts'

const EVERY_MS = 5_000
/** Of many tickets in one moment the first rings, and all are found. */
const SOON_MS = 300
const TIDY_MS = 60_000

/** Until stopped. What it cannot do now, because PostgreSQL or a push service is away, it does later. */
export function startAlerts(): () => Promise<void> {
  const trying = (work: () => Promise<unknown>) => () =>
    work().then(
      () => undefined,
      (error: unknown) => log.warn({ error: wordsOf(error) }, 'alerts'),
    )
  const stops = [repeat(EVERY_MS, trying(runAlerts), { bell }), repeat(TIDY_MS, trying(tidyAlerts))]
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}

function bell(ring: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const soon = (record: EntryRecord) => {
    if (timer || !mayCall(record)) return
    timer = setTimeout(() => {
      timer = undefined
      ring()
    }, SOON_MS).unref()
  }
  const stop = hub().onEntry(soon)
  return () => {
    stop()
    clearTimeout(timer)
  }
}

const mayCall = ({ delivery }: EntryRecord) =>
  delivery.ticket?.status === 'new' || delivery.ticket?.status === 'accepted'

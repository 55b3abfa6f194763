'use client'
/** The same change of many tickets, or the same message into many threads: what is asked for, how far it has come, and what
 *  became of each. Asked again, what has no outcome yet is the very same request. */
import { useRef, useState } from 'react'
import { useTell } from '@/components/live/live-provider'
import type { Entry } from '@/lib/chat/schema'
import { ApiError } from '@/lib/client/api'
import { forMany, isOpen, type Outcome } from '@/lib/client/many'
import { sendOne, type Wording } from '@/lib/client/thread'
import { type Change, sendChange } from '@/lib/client/tickets'
import { newId } from '@/lib/ids'
import type { Changed, Ticket } from '@/lib/tickets/schema'

export type BulkAction = 'assign' | 'transfer' | 'message' | 'close'
export type BulkChange =
  | { action: 'close' }
  | Extract<Change, { action: 'assign' | 'transfer' }>
  | ({ action: 'message' } & Wording)

export interface Job {
  id: string
  ticket: Ticket
}
type Answer = Changed | { entry: Entry }
export type Result = Job & { outcome: Outcome<Answer> }

export interface BulkHandle {
  /** What was asked for last. */
  change: BulkChange | null
  results: readonly Result[]
  isRunning: boolean
  /** Answers with the results of all tickets. */
  run: (change: BulkChange, tickets: readonly Ticket[]) => Promise<readonly Result[]>
  /** Ask again for those without an outcome. */
  again: () => Promise<readonly Result[]>
  /** What has not begun is not begun. */
  stop: () => void
}

export function useBulk(): BulkHandle {
  const take = useTaking()
  const [change, setChange] = useState<BulkChange | null>(null)
  const [results, setResults] = useState<readonly Result[]>([])
  const [isRunning, setRunning] = useState(false)
  const stopping = useRef<AbortController | null>(null)

  const work = async (change: BulkChange, before: readonly Result[]) => {
    const jobs = before.filter(({ outcome }) => isOpen(outcome))
    const known = new Map(before.map((result) => [result.id, result]))
    stopping.current = new AbortController()
    setRunning(true)
    await forMany(jobs, {
      ask: (job) => ask(change, job),
      signal: stopping.current.signal,
      onOutcome: (job, outcome) => {
        known.set(job.id, { ...job, outcome })
        take(job.ticket, outcome)
        setResults([...known.values()])
      },
    })
    setRunning(false)
    return [...known.values()]
  }
  const run = (change: BulkChange, tickets: readonly Ticket[]) => {
    const begun = tickets.map((ticket): Result => ({ id: newId(), ticket, outcome: { state: 'skipped' } }))
    setChange(change)
    setResults(begun)
    return work(change, begun)
  }
  const again = () => (change ? work(change, results) : Promise.resolve(results))
  return { change, results, isRunning, run, again, stop: () => stopping.current?.abort() }
}

function ask(change: BulkChange, { id, ticket }: Job): Promise<Answer> {
  if (change.action === 'message') return sendOne(ticket.id, id, change)
  return sendChange(ticket, change, { id })
}

/** An answer's news, for everything on the page. */
function useTaking(): (ticket: Ticket, outcome: Outcome<Answer>) => void {
  const tell = useTell()
  return ({ id, lastSeq }, outcome) => {
    if (outcome.state === 'refused' && outcome.error instanceof ApiError) {
      if (outcome.error.status === 404) tell({ event: 'gone', data: { ticketId: id, seq: lastSeq } })
      if (isTicket(outcome.error.current)) tell({ event: 'ticket', data: outcome.error.current })
    }
    if (outcome.state !== 'done') return
    const { value } = outcome
    if ('entry' in value) tell({ event: 'entry', data: value.entry })
    else if (value.ticket) tell({ event: 'ticket', data: value.ticket })
    else tell({ event: 'gone', data: { ticketId: id, seq: value.seq } })
  }
}

const isTicket = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null && 'stateVersion' in value

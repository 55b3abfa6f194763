/** Messages on their way to the server. Each is kept on the device until the server has it, and is sent under one id however
 *  often it is tried, so it arrives once. Per ticket in the order they were written; refused ones wait for their author. A person's tabs have them
 *  in common: each shows all, one at a time sends, and what a closed tab leaves behind goes out from another. */
import type { Entry } from '@/lib/chat/schema'
import { newId } from '@/lib/schema'
import { ApiError } from './api'
import { backoff } from './backoff'
import type { Timers } from './live-stream'

export interface Outgoing {
  id: string
  ticketId: string
  text: string
  mentions: string[]
  /** When it was written, by the server's clock as far as it was known. */
  at: string
  state: 'waiting' | 'failed'
  /** Why the server refused it. */
  refusal: { message: string; params: Record<string, string | number> } | null
}

export interface Depot {
  post(message: Outgoing): Promise<{ entry: Entry }>
  stamp(): string
  /** What survives a reload: each message under its own id, so that two tabs do not overwrite each other's. */
  kept(): Outgoing[]
  keep(message: Outgoing): void
  drop(id: string): void
  /** Another tab has dropped it: it is sent, or given up. */
  isGone(id: string): boolean
  /** Does the work while no other tab sends messages of this ticket. */
  alone<T>(ticketId: string, work: () => Promise<T>): Promise<T>
  timers: Timers & { random(): number }
}

const NONE: readonly Outgoing[] = []

export class Outbox {
  private all: readonly Outgoing[]
  private byTicket = new Map<string, readonly Outgoing[]>()
  private readonly busy = new Map<string, unknown>()
  private readonly attempts = new Map<string, number>()
  private readonly listeners = new Set<() => void>()
  private readonly sentListeners = new Set<(entry: Entry) => void>()

  constructor(private readonly depot: Depot) {
    this.all = depot.kept().sort(byId)
  }

  /** This ticket's messages that the server does not have, oldest first; the same array until it changes. */
  of = (ticketId: string): readonly Outgoing[] => {
    const known = this.byTicket.get(ticketId)
    if (known) return known
    const mine = this.all.filter((message) => message.ticketId === ticketId)
    this.byTicket.set(ticketId, mine.length > 0 ? mine : NONE)
    return mine.length > 0 ? mine : NONE
  }

  waiting = (): number => this.all.filter((message) => message.state === 'waiting').length

  /** Those that wait although they were tried: something is wrong, whatever else works. */
  stuck = (): number => this.all.filter(({ id, state }) => state === 'waiting' && this.attempts.has(id)).length

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Told of each message the server has taken, before it leaves the outbox. */
  onSent(listener: (entry: Entry) => void): () => void {
    this.sentListeners.add(listener)
    return () => void this.sentListeners.delete(listener)
  }

  send(ticketId: string, text: string, mentions: string[] = []): void {
    const at = this.depot.stamp()
    const message: Outgoing = { id: newId(), ticketId, text, mentions, at, state: 'waiting', refusal: null }
    this.depot.keep(message)
    this.change([...this.all, message])
    void this.pump(ticketId)
  }

  /** Try a refused message again, under the id it has. */
  retry(id: string): void {
    this.update(id, { state: 'waiting', refusal: null })
    this.nudge()
  }

  discard(id: string): void {
    this.depot.drop(id)
    this.forget(id)
  }

  /** Another tab has written it, or knows better what became of it. */
  adopt(message: Outgoing): void {
    this.change([...this.all.filter(({ id }) => id !== message.id), message].sort(byId))
    void this.pump(message.ticketId)
  }

  /** Another tab has dropped it. */
  forget(id: string): void {
    this.attempts.delete(id)
    this.change(this.all.filter((message) => message.id !== id))
  }

  /** It is in the thread, whether or not the answer to its sending ever comes. */
  arrived(id: string): void {
    if (this.all.some((message) => message.id === id)) this.discard(id)
  }

  /** There is reason to hope again: try everything that waits, now. */
  nudge = (): void => {
    this.attempts.clear()
    for (const ticketId of new Set(this.all.map((message) => message.ticketId))) {
      const timer = this.busy.get(ticketId)
      if (timer === SENDING) continue
      this.depot.timers.clearTimeout(timer)
      this.busy.delete(ticketId)
      void this.pump(ticketId)
    }
  }

  private async pump(ticketId: string): Promise<void> {
    if (this.busy.has(ticketId)) return
    if (!this.next(ticketId)) return
    this.busy.set(ticketId, SENDING)
    const pauseMs = await this.depot.alone(ticketId, () => this.attemptNext(ticketId))
    this.busy.delete(ticketId)
    if (pauseMs === null) return
    if (pauseMs === 0) return this.pump(ticketId)
    const resume = () => {
      this.busy.delete(ticketId)
      void this.pump(ticketId)
    }
    this.busy.set(ticketId, this.depot.timers.setTimeout(resume, pauseMs))
  }

  private next = (ticketId: string) => this.of(ticketId).find((one) => one.state === 'waiting')

  /** Chosen only now: another tab may have sent some of them in the meantime. */
  private async attemptNext(ticketId: string): Promise<number | null> {
    const message = this.next(ticketId)
    if (message && !this.depot.isGone(message.id)) return this.attempt(message)
    if (message) this.forget(message.id)
    return 0
  }

  /** Milliseconds until the ticket's next message may go; null when nobody is signed in. */
  private async attempt(message: Outgoing): Promise<number | null> {
    try {
      const { entry } = await this.depot.post(message)
      this.attempts.delete(message.id)
      for (const listener of this.sentListeners) listener(entry)
      this.discard(message.id)
      return 0
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status === 401) return null
      if (!error.isUnknown && error.status !== 429) {
        this.update(message.id, { state: 'failed', refusal: { message: error.message, params: error.params } })
        return 0
      }
      const attempt = this.attempts.get(message.id) ?? 0
      if (this.all.some(({ id }) => id === message.id)) this.attempts.set(message.id, attempt + 1)
      this.change(this.all)
      return Math.max(200, (error.retryAfter ?? 0) * 1000) + backoff(attempt, this.depot.timers.random)
    }
  }

  private update(id: string, patch: Partial<Outgoing>): void {
    const patched = this.all.map((message) => (message.id === id ? { ...message, ...patch } : message))
    const message = patched.find((one) => one.id === id)
    if (message) this.depot.keep(message)
    this.change(patched)
  }

  private change(all: readonly Outgoing[]): void {
    this.all = all
    this.byTicket = new Map()
    for (const listener of this.listeners) listener()
  }
}

/** Ids begin with the time. */
const byId = (a: Outgoing, b: Outgoing) => (a.id < b.id ? -1 : 1)

const SENDING = Symbol('sending')

/** Who has which ticket open, as far as this page knows: what it was told when it asked, and every change since. Without
 *  React. What is unknown is shown as nobody. */
import type { LiveEvent, LiveEvents } from '@/lib/live/events'
import { api } from './api'

type Present = LiveEvents['presence']

const NOBODY: readonly string[] = []
/** Several reasons to ask come together: a stream that stands, a board to be read anew. */
const SOON_MS = 300

export class PresenceStore {
  private people = new Map<string, readonly string[]>()
  /** Changes that came while we were asking: they are newer than the answer. */
  private since = new Map<string, readonly string[]>()
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private question = 0
  /** Cut off: what still comes by a stream that is taken for lost is not believed. */
  private isDeaf = false

  constructor(
    /** Who looks: nobody is told that they are here themselves. */
    private readonly readerId: string,
    private readonly ask: () => Promise<Present[]> = askServer,
  ) {}

  /** The same array until it changes. */
  of = (ticketId: string): readonly string[] => this.people.get(ticketId) ?? NOBODY

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  take = (event: LiveEvent): void => {
    if (event.event === 'presence') this.change(event.data)
    if (event.event === 'gone') this.change({ ticketId: event.data.ticketId, personIds: [] })
    if (event.event === 'hello') this.askSoon()
    if (event.event !== 'reset' || event.data.scope !== 'board') return
    if (event.data.reason === 'engine_down') this.forget()
    else this.askSoon()
  }

  askSoon = (): void => {
    this.isDeaf = false
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refresh(), SOON_MS)
  }

  stop = (): void => {
    clearTimeout(this.timer)
    this.question += 1
  }

  /** Nobody can tell any more. */
  forget(): void {
    this.isDeaf = true
    this.stop()
    this.since.clear()
    this.replace([])
  }

  private async refresh(): Promise<void> {
    const question = ++this.question
    this.since = new Map()
    // Not known is nobody; it is asked again with the next stream.
    const present = await this.ask().catch(() => [])
    if (question === this.question) this.replace(present)
  }

  private change({ ticketId, personIds }: Present): void {
    if (this.isDeaf) return
    const others = personIds.filter((personId) => personId !== this.readerId)
    this.since.set(ticketId, others)
    if (others.join() === this.of(ticketId).join()) return
    if (others.length > 0) this.people.set(ticketId, others)
    else this.people.delete(ticketId)
    this.tell()
  }

  private replace(present: Present[]): void {
    const before = this.people
    const fresh = new Map<string, readonly string[]>()
    for (const { ticketId, personIds } of present)
      fresh.set(
        ticketId,
        personIds.filter((id) => id !== this.readerId),
      )
    for (const [ticketId, others] of this.since) fresh.set(ticketId, others)
    this.since = new Map()
    this.people = new Map()
    for (const [ticketId, others] of fresh) {
      const known = before.get(ticketId)
      if (others.length > 0) this.people.set(ticketId, known?.join() === others.join() ? known : others)
    }
    this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

const askServer = async (): Promise<Present[]> => (await api.get<{ items: Present[] }>('/api/presence')).items

/** Messages and errands on their way to the server. Each is kept on the device until the server says that it has it, and is
 *  sent under one id however often it is tried, so it arrives once. Per ticket in the order they were written; refused ones wait for
 *  their author. A person's tabs have them in common: each shows all, one at a time sends, also what a closed tab has left behind. */
import type { Entry } from '@/lib/chat/schema'
import { newId } from '@/lib/ids'
import { ApiError } from './api'
import { isErrand } from './errand'
import { report, tellAll } from './listeners'
import type { Depot, Posted } from './outbox-depot'
import { OutboxErrands } from './outbox-errands'
import { OutboxItems } from './outbox-items'
import { OutboxPhotos } from './outbox-photos'
import { OutboxTurns, pauseAfter } from './outbox-turns'
import { inOrder, merge, nextToSend, type Outgoing } from './outgoing'
import { isAnswerTo } from './outgoing-answer'

type Also = Pick<Outgoing, 'departments' | 'reply' | 'photos'>

export class Outbox {
  private readonly items = new OutboxItems()
  private readonly attempts = new Map<string, number>()
  /** Shown, but not yet stored. */
  private readonly writing = new Set<string>()
  /** Sent or given up, wherever: whatever is still heard of them is old. */
  private readonly over = new Set<string>()
  private readonly sentListeners = new Set<(entry: Entry) => void>()

  private readonly turns: OutboxTurns
  readonly errands: OutboxErrands
  readonly photos: OutboxPhotos

  constructor(private readonly depot: Depot) {
    this.turns = new OutboxTurns(depot, {
      hasNext: (ticketId) => this.next(ticketId) !== undefined,
      attemptNext: (ticketId) => this.attemptNext(ticketId),
    })
    this.photos = new OutboxPhotos(depot, this.items.tell, (ticketId, photos) =>
      this.send(ticketId, '', [], { photos }),
    )
    this.errands = new OutboxErrands({
      personId: depot.personId,
      stamp: () => depot.stamp(),
      all: () => this.items.all,
      lane: (ticketId) => this.lane(ticketId),
      put: (item) => this.put(item),
      update: (id, patch) => this.update(id, patch),
      discard: (id) => this.discard(id),
      changed: () => this.items.tell(),
      timers: depot.timers,
    })
  }

  /** All that waits on a ticket, messages and errands, oldest first; the same array until it changes. */
  lane = this.items.lane

  /** This ticket's messages that the server does not have, oldest first; the same array until it changes. */
  of = this.items.messagesOf

  /** All of it, in order; the same array until it changes. */
  everything = () => this.items.all

  subscribe = this.items.subscribe

  waiting = (): number => this.items.all.filter((item) => this.items.isHopeful(item)).length

  /** Those that wait although they were tried: something is wrong, whatever else works. */
  stuck = (): number => this.items.all.filter((item) => this.items.isHopeful(item) && this.attempts.has(item.id)).length

  /** Told of each message the server has taken, as it leaves the outbox. */
  onSent(listener: (entry: Entry) => void): () => void {
    this.sentListeners.add(listener)
    return () => void this.sentListeners.delete(listener)
  }

  /** It is shown at once, and sent when it is stored. */
  send(ticketId: string, text: string, mentions: string[] = [], also: Also = {}): void {
    const written = { id: newId(), ticketId, text, mentions, ...also, at: this.depot.stamp() }
    this.put({ ...written, state: 'waiting', refusal: null, place: null, isFleeting: false })
  }

  /** Try a refused message again, under the id it has. */
  retry(id: string): void {
    void this.update(id, { state: 'waiting', refusal: null })
    this.nudge()
  }

  discard(id: string): Promise<void> {
    const dropped = this.depot.drop(id)
    this.photos.drop(this.items.all.find((item) => item.id === id))
    this.forget(id)
    return dropped
  }

  /** Another tab has written it, or knows better what became of it. */
  adopt(message: Outgoing): void {
    if (this.over.has(message.id)) return
    this.items.all = [...this.items.all.filter(({ id }) => id !== message.id), message].sort(inOrder)
    if (message.state === 'failed') this.errands.waits(message.id)
    void this.turns.take(message.ticketId)
  }

  /** Another tab has dropped it. */
  forget(id: string): void {
    this.over.add(id)
    this.attempts.delete(id)
    this.errands.over(id)
    this.items.all = this.items.all.filter((message) => message.id !== id)
  }

  /** It is in the thread, whether or not the answer to its sending ever comes. Of an errand the answer is needed. */
  arrived(id: string): void {
    if (this.items.all.some((item) => item.id === id && !isErrand(item))) void this.discard(id)
  }

  /** There is reason to hope again: look for what waits, and try all of it now. */
  nudge = (): void => {
    this.attempts.clear()
    for (const ticketId of new Set(this.items.all.map((message) => message.ticketId))) this.turns.again(ticketId)
    this.refresh().catch(report)
  }

  private put(item: Outgoing): void {
    void this.keep(item)
    this.items.all = [...this.items.all, item]
  }

  private async keep(message: Outgoing): Promise<void> {
    this.writing.add(message.id)
    const kept = await this.depot.keep(message).catch((error: unknown) => {
      report(error)
      return { ...message, isFleeting: true }
    })
    this.writing.delete(message.id)
    this.adopt(kept)
  }

  /** Other tabs may have written, sent or given up some in the meantime. */
  private async refresh(): Promise<void> {
    const before = this.items.all
    const { messages, isComplete } = await this.depot.read()
    // Still there, or again: the database did not answer when it was to go, or a tab stored it that came late.
    for (const { id } of messages) if (this.over.has(id)) void this.depot.drop(id)
    const found = { messages: messages.filter(({ id }) => !this.over.has(id)), isComplete }
    const merged = merge(this.items.all, before, found)
    const news = merged.filter(({ id }) => !this.items.all.some((known) => known.id === id))
    if (merged !== this.items.all) this.items.all = merged
    for (const { ticketId } of news) void this.turns.take(ticketId)
  }

  /** None while the first is still being stored: what was done after it is not to overtake it. */
  private next(ticketId: string): Outgoing | undefined {
    const hopeful = this.lane(ticketId).filter((item) => this.items.isHopeful(item))
    const first = nextToSend(hopeful, this.attempts)
    return first && this.writing.has(first.id) ? undefined : first
  }

  /** Chosen only now, by what storage says: another tab may have sent it, or written one before it. */
  private async attemptNext(ticketId: string): Promise<number | null> {
    await this.refresh()
    const message = this.next(ticketId)
    return message ? this.attempt(message) : 0
  }

  /** Milliseconds until the ticket's next message may go; null when nobody is signed in. */
  private async attempt(message: Outgoing): Promise<number | null> {
    try {
      await this.sent(message, await this.depot.post(message, this.photos.note))
      return 0
    } catch (error) {
      if (!(error instanceof ApiError)) report(error)
      else if (error.status === 401) return null
      else if (!error.isUnknown && error.status !== 429) {
        const refusal = { message: error.message, params: error.params }
        if (isErrand(message)) this.errands.refused(message, error)
        await this.update(message.id, { state: 'failed', refusal })
        return 0
      }
      const attempt = this.attempts.get(message.id) ?? 0
      if (this.items.all.some(({ id }) => id === message.id)) this.attempts.set(message.id, attempt + 1)
      this.errands.waits(message.id)
      this.photos.wait(message)
      this.items.tell()
      return pauseAfter(attempt, this.depot.timers.random, error instanceof ApiError ? error.retryAfter : undefined)
    }
  }

  private async sent(item: Outgoing, answer: Posted): Promise<void> {
    if (!isAnswerTo(item, answer)) throw new ApiError({ status: 0, code: 'unreachable', message: 'outcome_unknown' })
    if (isErrand(item) && !('entry' in answer)) await this.errands.done(item, answer)
    const dropped = this.discard(item.id)
    if ('entry' in answer) tellAll(this.sentListeners, answer.entry)
    await dropped
  }

  private update(id: string, patch: Partial<Outgoing>): Promise<void> {
    this.items.all = this.items.all.map((message) => (message.id === id ? { ...message, ...patch } : message))
    const message = this.items.all.find((one) => one.id === id)
    return message ? this.depot.change(message) : Promise.resolve()
  }
}

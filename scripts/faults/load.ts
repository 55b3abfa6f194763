/** People at work: they write, accept, hold, finish and change tickets without pause, each as the browser does it: under one
 *  id, again until the hotel has said yes or no. Some give up, and do not know. */
import { setTimeout as pause } from 'node:timers/promises'
import { departments } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import { newId } from '@/lib/schema'
import type { Changed } from '@/lib/tickets/schema'
import { type Book, digestOf, type Line, type Outcome, stateOf } from './book'
import type { Answer, Device } from './device'
import type { Guests, Room } from './guests'
import type { Dice } from './random'

const { housekeeping, engineering, security } = departments
const WRITERS = 6
/** Between two acts of one writer, at most. */
const BREATH_MS = 140
const PATIENCE = 60
/** Of a hundred sends, those that are not tried again. */
const GIVE_UP = 0.1

/** Of a message its entry, of a change what became of the ticket. */
type Told = Partial<Changed & { entry: Entry }>

interface Act {
  op: string
  method: string
  path: string
  body: Record<string, unknown>
  text?: string
}

export class Load {
  private isOver = false
  private done: Promise<void>[] = []
  acknowledged = 0
  /** Sends whose first outcome was unknown, and which a retry under the same id has settled. */
  answeredAtLast = 0
  /** Answers that nobody should ever get. */
  readonly errors: string[] = []

  constructor(
    private readonly guests: Guests,
    private readonly book: Book,
    private readonly dice: Dice,
  ) {}

  start(): this {
    this.isOver = false
    this.done = Array.from({ length: WRITERS }, () => this.work())
    return this
  }

  /** Finishes what they are about. */
  async stop(): Promise<void> {
    this.isOver = true
    await Promise.all(this.done)
  }

  /** Waits until so many more have been acknowledged. */
  async goesOn(more: number, withinMs = 40_000): Promise<void> {
    const wanted = this.acknowledged + more
    for (const until = Date.now() + withinMs; this.acknowledged < wanted; await pause(10))
      if (Date.now() > until) throw new Error(`only ${more - wanted + this.acknowledged} of ${more} acts went through`)
  }

  /** One message, until it is known what became of it. Answers its seq. */
  async say(device: Device, ticketId: string, text: string): Promise<number> {
    return (await this.insist(device, ticketId, messageAct(ticketId, text), false)).seq
  }

  private async work(): Promise<void> {
    while (!this.isOver) {
      const room = this.dice.pick(this.guests.rooms)
      const device = this.dice.pick(room.within)
      await this.insist(device, room.ticketId, this.choose(device, room), this.dice.roll() < GIVE_UP)
      await pause(this.dice.roll() * BREATH_MS)
    }
  }

  private choose(device: Device, room: Room): Act {
    const { ticketId } = room
    const text =
      `${Math.floor(this.dice.roll() * 1e9).toString(36)} 🧺 ${'towel '.repeat(this.dice.roll() * 20)}`.trim()
    if (this.dice.roll() < (room.wanders ? 0.4 : 0.8)) return messageAct(ticketId, text)
    if (room.wanders) return this.passOn(room)
    const version = device.board?.ticket(ticketId)?.version ?? 1
    return this.dice.pick([
      change(ticketId, 'PATCH', '', { version, quantity: 1 + Math.floor(this.dice.roll() * 999) }),
      change(ticketId, 'PUT', 'assignment', { personId: this.dice.pick(room.within).personId }),
      change(ticketId, 'DELETE', 'assignment'),
      change(ticketId, 'PUT', 'work'),
      change(ticketId, 'PUT', 'closure'),
      change(ticketId, 'PUT', 'cancellation', { reason: 'mistake' }),
      change(ticketId, 'DELETE', 'closure'),
      change(ticketId, 'DELETE', 'closure'),
      change(ticketId, 'PUT', 'acceptance'),
      change(ticketId, 'DELETE', 'acceptance'),
      change(ticketId, 'PUT', 'hold', { reason: 'no_access' }),
      change(ticketId, 'DELETE', 'hold'),
      change(ticketId, 'PUT', 'completion'),
      change(ticketId, 'DELETE', 'completion'),
    ])
  }

  /** Into other hands, and into the sight of other people or out of it. */
  private passOn({ ticketId }: Room): Act {
    const { personId } = this.dice.pick(this.guests.attendants)
    const to = this.dice.pick([housekeeping, engineering, security])
    return this.dice.pick([
      change(ticketId, 'PUT', 'department', { departmentId: to.id, reason: 'Not ours' }),
      change(ticketId, 'PUT', 'department', { departmentId: to.id, reason: 'Not ours' }),
      change(ticketId, 'PUT', 'assignment', { personId }),
      change(ticketId, 'DELETE', 'assignment'),
      change(ticketId, 'PUT', `watchers/${personId}`),
      change(ticketId, 'DELETE', `watchers/${personId}`),
    ])
  }

  private async insist(device: Device, ticketId: string, act: Act, givesUp: boolean): Promise<Line> {
    const id = newId()
    const line: Line = {
      id,
      ticketId,
      personId: device.personId,
      op: act.op,
      digest: act.text === undefined ? '' : digestOf(act.text),
      outcome: 'unknown',
      seq: 0,
    }
    await this.book.intend(line)
    let wasUnknown = false
    for (let attempt = 1; attempt <= PATIENCE; attempt++) {
      const answer = await device.ask<Told>(act.method, act.path, { id, ...act.body })
      const outcome = this.outcomeOf(answer, act)
      // What an earlier attempt did may still come about.
      const known: Outcome = outcome === 'refused' && wasUnknown ? 'unknown' : outcome
      if (outcome !== 'unknown') {
        if (wasUnknown) this.answeredAtLast++
        Object.assign(line, {
          outcome: known,
          seq: answer.body?.entry?.seq ?? answer.body?.seq ?? 0,
          state: answer.body?.ticket ? stateOf(answer.body.ticket) : undefined,
        })
        break
      }
      wasUnknown = true
      if (givesUp) break
      await pause(100 + this.dice.roll() * 200)
    }
    await this.book.note({ ...line })
    if (line.outcome === 'ok') this.acknowledged++
    return line
  }

  private outcomeOf({ status, body }: Answer<Told>, { op }: Act): Outcome {
    if (status >= 200 && status < 300) return 'ok'
    if (status === 500) this.errors.push(`${op}: 500 ${JSON.stringify(body)}`)
    return status === 0 || status >= 500 || status === 429 ? 'unknown' : 'refused'
  }
}

const messageAct = (ticketId: string, text: string): Act => ({
  op: 'message',
  method: 'POST',
  path: `/api/tickets/${ticketId}/messages`,
  body: { body: text },
  text,
})

const change = (ticketId: string, method: string, noun: string, body: Record<string, unknown> = {}): Act => ({
  op: `${method} ${noun}`,
  method,
  path: `/api/tickets/${ticketId}${noun && `/${noun}`}`,
  body,
})

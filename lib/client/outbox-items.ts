/** What waits, as a list that screens can follow. Without storage, and without sending. */
import { isErrand, refusedBelow } from './errand'
import { tellAll } from './listeners'
import type { Outgoing } from './outgoing'

const NONE: readonly Outgoing[] = []

export class OutboxItems {
  private items: readonly Outgoing[] = NONE
  private lanes = new Map<string, readonly Outgoing[]>()
  private messages = new Map<string, readonly Outgoing[]>()
  private readonly listeners = new Set<() => void>()

  /** In order; the same array until it changes. */
  get all(): readonly Outgoing[] {
    return this.items
  }

  set all(items: readonly Outgoing[]) {
    this.items = items
    this.lanes = new Map()
    this.messages = new Map()
    this.tell()
  }

  /** Something about them has changed that is not in them. */
  tell = (): void => {
    tellAll(this.listeners)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** All of one ticket, messages and errands, oldest first; the same array until it changes. */
  lane = (ticketId: string): readonly Outgoing[] =>
    remembered(this.lanes, ticketId, () => this.items.filter((item) => item.ticketId === ticketId))

  /** Of these the messages. */
  messagesOf = (ticketId: string): readonly Outgoing[] =>
    remembered(this.messages, ticketId, () => this.lane(ticketId).filter((item) => !isErrand(item)))

  /** It goes when the network lets it: nothing that it rests on was refused. */
  isHopeful = (item: Outgoing): boolean =>
    item.state === 'waiting' && refusedBelow(item, this.lane(item.ticketId)) === null
}

function remembered(known: Map<string, readonly Outgoing[]>, ticketId: string, find: () => readonly Outgoing[]) {
  const before = known.get(ticketId)
  if (before) return before
  const found = find()
  const items = found.length > 0 ? found : NONE
  known.set(ticketId, items)
  return items
}

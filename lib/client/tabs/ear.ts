/** What a tab believes of its leader's stream. Promise: `onSettled` says that something was missed whenever a word of the
 *  leader's is missing here. */
import type { LiveEvent } from '@/lib/live/events'
import type { Owner } from '../link'
import type { Hello, LeaderWord } from './words'

export class Ear {
  isUp = false
  streamsBreak = false
  term = 0
  heardAt: number
  private n = 0
  private hello: Hello | null = null
  private missed = true

  constructor(
    private readonly now: () => number,
    private readonly owner: Pick<Owner, 'onEvent' | 'onSettled' | 'onChange'>,
  ) {
    this.heardAt = now()
  }

  /** False for a word of somebody who leads no more. */
  hear(word: LeaderWord): boolean {
    if (word.term < this.term) return false
    const follows = word.term === this.term ? word.n === this.n + 1 : word.n === 1
    if (!follows) this.missed = true
    this.term = word.term
    this.n = word.n
    this.heardAt = this.now()
    if (word.type === 'settled') this.settle(word.hello, word.missed)
    else if (word.type === 'state') this.believe(word)
    else if (word.type === 'event') this.pass(word.event)
    if (this.missed && this.isUp && this.hello) this.settle(this.hello, true)
    return true
  }

  /** Nothing is heard any more: what it said last is not true of now. */
  distrust(): void {
    if (!this.isUp) return
    this.isUp = false
    this.owner.onChange()
  }

  /** What is said from now on is not heard. */
  close(): void {
    this.isUp = this.streamsBreak = false
    this.missed = true
  }

  private settle(hello: Hello, missed: boolean): void {
    const hasMissed = this.missed || missed
    this.hello = hello
    this.isUp = true
    this.streamsBreak = this.missed = false
    this.owner.onSettled(hello, hasMissed)
  }

  private believe({ isUp, streamsBreak, hello }: Extract<LeaderWord, { type: 'state' }>): void {
    const before = [this.isUp, this.streamsBreak].join()
    this.hello = hello ?? this.hello
    this.isUp = isUp
    this.streamsBreak = streamsBreak
    if ([isUp, streamsBreak].join() !== before && !(isUp && this.missed)) this.owner.onChange()
  }

  private pass(event: LiveEvent): void {
    if (this.hello) this.hello = helloAfter(this.hello, event)
    this.owner.onEvent(event)
  }
}

/** The hello that this stream would say now. */
export function helloAfter(hello: Hello, event: LiveEvent): Hello {
  if (event.event === 'heartbeat') return { ...hello, serverTime: event.data.serverTime }
  if (event.event !== 'reset' || event.data.scope !== 'board') return hello
  if (event.data.reason === 'engine_down') return { ...hello, engine: 'down' }
  return event.data.reason === 'engine_up' ? { ...hello, engine: 'up' } : hello
}

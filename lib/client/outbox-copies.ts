/** Messages that the database does not have: each is copied here before Enter returns, because a transaction takes a while and
 *  a tab may be killed meanwhile. They lie in `localStorage`, one under each id, where former versions kept their whole outbox;
 *  what that does not take either is kept by this tab alone, and so is what may not lie anywhere unsealed. */
import { keep } from './keep'
import { inOrder, type Outgoing } from './outgoing'
import { isSealing } from './seal'

export class OutboxCopies {
  private readonly prefix: string
  private readonly fleeting = new Map<string, Outgoing>()

  constructor(personId: string) {
    this.prefix = `outbox.${personId}.`
  }

  /** In the order they were written. */
  all(): Outgoing[] {
    return [...keep.all(this.prefix).flatMap(parse), ...this.fleeting.values()].sort(inOrder)
  }

  /** Answers whether it outlives the tab. */
  set(message: Outgoing): Outgoing {
    const copy = { ...message, isFleeting: isSealing() || !this.write(message) }
    if (copy.isFleeting) this.fleeting.set(message.id, copy)
    else this.fleeting.delete(message.id)
    return copy
  }

  private write(message: Outgoing): boolean {
    const key = this.prefix + message.id
    const text = JSON.stringify(message)
    keep.set(key, text)
    return keep.get(key) === text
  }

  has(id: string): boolean {
    return this.fleeting.has(id) || keep.get(this.prefix + id) !== null
  }

  drop(id: string): void {
    this.fleeting.delete(id)
    keep.drop(this.prefix + id)
  }
}

function parse(text: string): Outgoing[] {
  try {
    const message: Outgoing = JSON.parse(text)
    const isMessage = typeof message.id === 'string' && typeof message.text === 'string'
    return isMessage ? [{ ...message, place: null, isFleeting: false }] : []
  } catch {
    return []
  }
}

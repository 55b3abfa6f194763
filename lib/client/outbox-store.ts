/** Where a person's outbox is kept on this device: in the database, and until that has a message, in a copy. Whatever copies
 *  are found are moved over first, by their ids, so it does not matter who does it, nor how often: a transaction that was cut
 *  off, a database that was full or away, and the outbox of a former version are one case. */
import { OutboxCopies } from './outbox-copies'
import { OutboxDatabase } from './outbox-database'
import { outboxName } from './outbox-stored'
import type { Found, Outgoing } from './outgoing'

/** What the person's tabs tell each other. */
export type OutboxWord = { type: 'kept'; message: Outgoing } | { type: 'dropped'; id: string }

export class OutboxStore {
  private readonly copies: OutboxCopies

  constructor(
    personId: string,
    private readonly tell: (word: OutboxWord) => void,
    private readonly database = new OutboxDatabase(outboxName(personId)),
  ) {
    this.copies = new OutboxCopies(personId)
  }

  async read(): Promise<Found> {
    const { left } = await this.move()
    try {
      const messages = await this.database.all()
      const known = new Set(messages.map(({ id }) => id))
      return { messages: [...messages, ...left.filter(({ id }) => !known.has(id))], isComplete: true }
    } catch {
      return { messages: left, isComplete: false }
    }
  }

  /** Copied when this returns, and told to the other tabs when it is where it stays. */
  async keep(message: Outgoing): Promise<Outgoing> {
    const copy = this.copies.set(message)
    const { moved } = await this.move()
    const kept = moved.find(({ id }) => id === message.id)
    if (!kept) this.tell({ type: 'kept', message: copy })
    return kept ?? copy
  }

  async change(message: Outgoing): Promise<void> {
    if (this.copies.has(message.id)) this.copies.set(message)
    await this.database.update(message).catch(ignore)
    this.tell({ type: 'kept', message })
  }

  /** Where the database fails it is found again later, sent again, and taken by the server for what it is. */
  async drop(id: string): Promise<void> {
    this.copies.drop(id)
    await this.database.drop(id).catch(ignore)
    this.tell({ type: 'dropped', id })
  }

  close(): void {
    this.database.close()
  }

  /** The oldest first, and all or none: what was written later is not to overtake. Answers what the database has of them now,
   *  or what it would not take. A copy that comes meanwhile is another tab's, whose transaction runs. */
  private async move(): Promise<{ moved: Outgoing[]; left: Outgoing[] }> {
    const left = this.copies.all()
    if (left.length === 0) return { moved: [], left }
    try {
      // Another tab that has moved one drops its copy before it sends it.
      const moved = await this.database.add(left, (id) => this.copies.has(id))
      for (const message of moved) {
        this.copies.drop(message.id)
        this.tell({ type: 'kept', message })
      }
      return { moved, left: [] }
    } catch {
      // No database, or no room in it: the copies stay, and are tried again.
      return { moved: [], left }
    }
  }
}

const ignore = () => {}

/** The ledger of everything that was asked of the hotel, kept outside of it: a file that is only appended to. An outcome counts
 *  once it is on disk. */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Entry } from '@/lib/chat/schema'
import type { Ticket } from '@/lib/tickets/schema'

/** `ok`: acknowledged, so it must be there. `refused`: it must not. `unknown`: it may be there, but then as it was sent. */
export type Outcome = 'ok' | 'refused' | 'unknown'

export interface Line {
  /** The entry's id. */
  id: string
  ticketId: string
  personId: string
  op: string
  /** Of a message's text; empty for a change. */
  digest: string
  outcome: Outcome
  /** What the hotel answered; 0 when it did not. Of a change: how far the ticket had come. */
  seq: number
  /** What the ticket was after a change, as answered. */
  state?: string
}

type Changing = 'status' | 'assigneeId' | 'departmentId' | 'quantity' | 'watcherIds' | 'restricted'

/** All of a ticket that the load changes. */
export const stateOf = (ticket: Pick<Ticket, Changing>): string =>
  JSON.stringify([
    ticket.status,
    ticket.assigneeId,
    ticket.departmentId,
    ticket.quantity,
    ticket.restricted,
    ticket.watcherIds,
  ])

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Of what an entry says; empty for an event. */
export const digestOfBody = (body: Entry['body']): string => ('text' in body ? digestOf(body.text) : '')

export class Book {
  readonly lines = new Map<string, Line>()
  private waiting: { text: string; done: () => void }[] = []
  private isWriting = false

  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<Book> {
    return new Book(await open(path, 'a', 0o600))
  }

  /** Before it is sent: until we know better, it may have happened. */
  intend(line: Omit<Line, 'outcome' | 'seq'>): Promise<void> {
    return this.note({ ...line, outcome: 'unknown', seq: 0 })
  }

  /** Resolves when it is on disk. */
  async note(line: Line): Promise<void> {
    await new Promise<void>((done) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, done })
      void this.write()
    })
    this.lines.set(line.id, line)
  }

  count(outcome: Outcome): number {
    return [...this.lines.values()].filter((line) => line.outcome === outcome).length
  }

  close(): Promise<void> {
    return this.file.close()
  }

  /** All that wait go to disk together. */
  private async write(): Promise<void> {
    if (this.isWriting) return
    this.isWriting = true
    for (let batch = this.waiting.splice(0); batch.length > 0; batch = this.waiting.splice(0)) {
      await this.file.appendFile(batch.map(({ text }) => text).join(''))
      await this.file.datasync()
      for (const { done } of batch) done()
    }
    this.isWriting = false
  }
}

/** A browser for tests of the live engine: it opens a stream and remembers every event in order. */
import 'server-only'
import { createParser } from 'eventsource-parser'
import type { Actor } from '@/lib/auth/schema'
import type { LiveEvent, LiveEventName, LiveEvents } from './events'
import { openStream } from './sse'

export class Listener {
  readonly events: LiveEvent[] = []
  readonly ids: string[] = []
  /** The stream ended in order. */
  isClosed = false
  private readonly gone = new AbortController()
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(response: Response) {
    if (!response.body) throw new Error('no stream')
    this.reader = response.body.getReader()
  }

  static open(actor: Actor, open: Record<string, number> = {}): Listener {
    const tickets = Object.entries(open).map(([ticketId, seq]) => ({ ticketId, seq }))
    const gone = new AbortController()
    const listener = new Listener(openStream(actor, tickets, { signal: gone.signal, headers: new Headers() }))
    listener.gone.signal.addEventListener('abort', () => gone.abort())
    return listener.listen()
  }

  listen(): this {
    void this.read().catch(() => {})
    return this
  }

  all<Name extends LiveEventName>(name: Name): LiveEvents[Name][] {
    return this.events.filter((one) => one.event === name).map((one) => one.data as LiveEvents[Name])
  }

  /** The seqs of the entries received of this ticket, as they came. */
  seqs(ticketId: string): number[] {
    return this.all('entry')
      .filter((entry) => entry.ticketId === ticketId)
      .map((entry) => entry.seq)
  }

  /** As a browser that closes its tab. */
  leave(): void {
    this.gone.abort()
    void this.reader.cancel().catch(() => {})
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder()
    const parser = createParser({
      onEvent: ({ event, data, id }) => {
        if (id) this.ids.push(id)
        this.events.push({ event, data: JSON.parse(data) } as LiveEvent)
      },
    })
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) break
      parser.feed(decoder.decode(value, { stream: true }))
    }
    this.isClosed = true
  }
}

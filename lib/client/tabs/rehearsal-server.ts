/** For tests: a server that streams to whichever tab asks. It keeps threads, replays from cursors, and streams the rest:
 *  entries of open tickets, activity of others, and of all of them what has changed. */
import type { Entry } from '@/lib/chat/schema'
import { type HandClock, message, type PlayedSource, ticketOf } from '../rehearsal'

const HELLO_AFTER_MS = 20

interface Streaming {
  /** Runs it when the tab is awake. */
  task(run: () => void): void
}

interface Line {
  tab: Streaming
  source: PlayedSource
  cursors: Map<string, number>
}

export class Server {
  readonly threads = new Map<string, Entry[]>()
  accepted = 0
  private lines: Line[] = []

  constructor(private readonly clock: HandClock) {}

  accept(tab: Streaming, source: PlayedSource): PlayedSource {
    this.accepted += 1
    const [, open = ''] = source.url.split('open=')
    const cursors = new Map(
      open
        .split(',')
        .filter(Boolean)
        .map((item) => [item.split(':')[0] ?? '', Number(item.split(':')[1])]),
    )
    const line = { tab, source, cursors }
    this.clock.setTimeout(() => {
      if (source.isClosed) return
      this.lines.push(line)
      tab.task(() => source.hello())
      for (const [ticketId, seq] of cursors)
        for (const entry of this.thread(ticketId).filter((one) => one.seq > seq)) this.stream(line, entry)
    }, HELLO_AFTER_MS)
    return source
  }

  write(ticketId: string): void {
    this.add(message(this.thread(ticketId).length + 1, ticketId))
  }

  /** Somebody starts to work on it. */
  change(ticketId: string): void {
    const seq = this.thread(ticketId).length + 1
    this.add({ ...message(seq, ticketId), kind: 'event', body: { code: 'started', params: {} } })
  }

  /** All connections break. */
  breakOff(): void {
    for (const { tab, source } of this.standing) tab.task(() => source.breakOff())
    this.lines = []
  }

  thread(ticketId: string): Entry[] {
    const thread = this.threads.get(ticketId) ?? []
    this.threads.set(ticketId, thread)
    return thread
  }

  get standing(): Line[] {
    return this.lines.filter(({ source }) => !source.isClosed)
  }

  private add(entry: Entry): void {
    this.thread(entry.ticketId).push(entry)
    this.lines = this.lines.filter(({ source }) => !source.isClosed)
    for (const line of this.lines) this.stream(line, entry)
  }

  private stream({ tab, source, cursors }: Line, entry: Entry): void {
    const { ticketId, seq, n, authorId, at, kind } = entry
    tab.task(() => {
      if (source.isClosed) return
      if (cursors.has(ticketId)) source.say('entry', entry)
      else if (kind === 'message') source.say('activity', { ticketId, seq, n, authorId, at, preview: '' })
      if (kind === 'event') source.say('ticket', ticketOf({ id: ticketId, lastSeq: seq }))
    })
  }
}

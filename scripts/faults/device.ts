/** Somebody's device: the page's own live code on sockets of ours, and a note of everything that reached it. */
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { openEventSource } from '@/bench/streams/event-source'
import type { ThreadPage } from '@/lib/chat/schema'
import { ApiError } from '@/lib/client/api'
import { type Browser, Live } from '@/lib/client/live'
import type { Source } from '@/lib/client/live-stream'
import type { LiveEvent } from '@/lib/live/events'
import type { Rights, Shown } from './judge'

const ANSWER_MS = 8_000

export interface Answer {
  /** 0: none came. */
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what it looks like
  body: any
}

export class Device {
  readonly threads: Shown['threads'] = new Map()
  readonly received = new Set<string>()
  readonly gone = new Set<string>()
  readonly live = new Live(this.browser())
  /** Where it connects to; the page itself came from `origin`. */
  at: string
  isSignedOut = false
  /** When its stream ended because of that. */
  signedOutAt = 0
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 })
  private stream: IncomingMessage | null = null

  constructor(
    readonly who: string,
    readonly origin: string,
    readonly cookie: string,
    /** Shared by all devices of the person: what is known of their rights. */
    readonly rights: Rights[],
  ) {
    this.at = origin
    this.live.subscribe((event) => this.show(event))
  }

  get personId(): string {
    return this.rights[0]?.viewer?.personId ?? ''
  }

  /** Loads the thread as a page does, and follows it. */
  async open(ticketId: string): Promise<void> {
    const { status, body } = await this.ask('GET', `/api/tickets/${ticketId}/messages?limit=50`)
    if (status !== 200) throw new Error(`${this.who} cannot open ${ticketId}: ${status} ${JSON.stringify(body)}`)
    this.threads.set(ticketId, { from: body.lastSeq, entries: [], mayEndEarly: false })
    this.live.watch(ticketId, body.lastSeq)
  }

  /** The newest seq shown. */
  shown(ticketId: string): number {
    const thread = this.threads.get(ticketId)
    return thread?.entries.at(-1)?.seq ?? thread?.from ?? 0
  }

  /** Takes nothing more from the stream's socket, as a laptop whose lid was closed. */
  pause(): void {
    this.stream?.pause()
  }

  resume(): void {
    this.stream?.resume()
  }

  leave(): void {
    this.live.stop()
    this.agent.destroy()
  }

  testimony(): Shown {
    const threads: Shown['threads'] = new Map()
    for (const [ticketId, thread] of this.threads)
      threads.set(ticketId, { ...thread, mayEndEarly: this.gone.has(ticketId) || this.isSignedOut })
    return { who: this.who, rights: this.rights, threads, received: this.received }
  }

  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return new Promise((resolve) => {
      const text = body === undefined ? '' : JSON.stringify(body)
      // Node announces no length of its own for the body of a DELETE.
      const announced = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
      const headers = { cookie: this.cookie, origin: this.origin, ...(text ? announced : {}) }
      const lost = () => resolve({ status: 0, body: null })
      const asked: ClientRequest = request(
        this.at + path,
        { method, agent: this.agent, headers, signal: AbortSignal.timeout(ANSWER_MS) },
        (response) => {
          let said = ''
          response.setEncoding('utf8').on('data', (more) => (said += more))
          response.on('end', () => {
            if (!response.complete) return lost()
            resolve({ status: response.statusCode ?? 0, body: said.startsWith('{') ? JSON.parse(said) : said })
          })
          response.on('error', lost).on('aborted', lost)
        },
      )
      asked.on('error', lost).end(text)
    })
  }

  private show(event: LiveEvent): void {
    if (event.event === 'gone') this.gone.add(event.data.ticketId)
    if (event.event !== 'entry') return
    const { ticketId, seq, id } = event.data
    this.threads.get(ticketId)?.entries.push({ seq, id })
  }

  /** Before the page's code sees it: also what that would hide. */
  private note(event: LiveEvent): void {
    if (event.event === 'entry' || event.event === 'activity')
      this.received.add(`${event.data.ticketId}:${event.data.seq}`)
    if (event.event === 'ticket') this.received.add(`${event.data.id}:${event.data.lastSeq}`)
    if (event.event === 'typing' || event.event === 'read' || event.event === 'presence')
      this.received.add(`${event.data.ticketId}:1`)
  }

  private browser(): Browser {
    return {
      openSource: (url) => this.openSource(url),
      messagesAfter: (ticketId, after) => this.messagesAfter(ticketId, after),
      probe: async () => {
        const { status } = await this.ask('GET', '/api/me')
        return status === 200 ? 'in' : status === 401 ? 'out' : 'unknown'
      },
      signedOut: () => {
        this.isSignedOut = true
        this.signedOutAt = performance.now()
      },
      isSomebodyElses: () => {
        throw new Error("the stream is somebody else's")
      },
      isOnline: () => true,
      isHidden: () => false,
      noteServerTime: () => {},
      timers: {
        now: () => Date.now(),
        setTimeout: (run, ms) => setTimeout(run, ms),
        clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
        random: Math.random,
      },
    }
  }

  private async messagesAfter(ticketId: string, after: number): Promise<ThreadPage> {
    const { status, body } = await this.ask('GET', `/api/tickets/${ticketId}/messages?after=${after}&limit=200`)
    if (status !== 200) throw new ApiError({ status, code: body?.error?.code ?? 'no_answer', message: 'no_answer' })
    const page = body as ThreadPage
    for (const entry of page.items) this.received.add(`${ticketId}:${entry.seq}`)
    return page
  }

  private openSource(url: string): Source {
    return openEventSource(this.at + url, this.cookie, {
      onEvent: (event, data) => this.note({ event, data: JSON.parse(data) } as LiveEvent),
      onOpen: (response) => {
        this.stream = response
      },
    })
  }
}

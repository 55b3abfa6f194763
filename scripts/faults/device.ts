/** Somebody's device: the page's own live code on sockets of ours, and a note of everything that reached it. */
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openEventSource } from '@/bench/streams/event-source'
import type { ThreadPage } from '@/lib/chat/schema'
import { ApiError } from '@/lib/client/api'
import { type Browser, Live } from '@/lib/client/live'
import type { Source } from '@/lib/client/live-stream'
import { TIMERS } from '@/lib/client/timers'
import type { ErrorBody } from '@/lib/errors'
import type { LiveEvent } from '@/lib/live/events'
import { ShownBoard } from './board'
import { digestOfBody } from './book'
import { Notes } from './notes'
import type { Rights, Shown } from './testimony'

const ANSWER_MS = 8_000
const MOST_TRIES = 5

export interface Answer<Body> {
  /** 0: none came. */
  status: number
  /** Null: nothing that could be read. */
  body: (Body & Partial<ErrorBody>) | null
}

export class Device {
  readonly threads: Shown['threads'] = new Map()
  readonly noted = new Notes()
  readonly gone = new Set<string>()
  readonly live = new Live(this.browser())
  /** Where it connects to; the page itself came from `origin`. */
  at: string
  isSignedOut = false
  /** When its stream ended because of that. */
  signedOutAt = 0
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 })
  /** How many streams it has had. */
  streams = 0
  private stream: IncomingMessage | null = null
  private isAsleep = false
  /** Its list of tickets; null where only the thread is looked at. */
  board: ShownBoard | null = null

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
  async open(ticketId: string, tries = 5): Promise<void> {
    const { status, body } = await this.ask<ThreadPage>('GET', `/api/tickets/${ticketId}/messages?limit=50`)
    if (tries > 1 && (status === 0 || status >= 500)) return this.open(ticketId, tries - 1)
    if (status !== 200 || !body)
      throw new Error(`${this.who} cannot open ${ticketId}: ${status} ${JSON.stringify(body)}`)
    this.threads.set(ticketId, { from: body.lastSeq, entries: [], mayEndEarly: false })
    this.live.watch(ticketId, body.lastSeq)
  }

  /** As a page does that has the list and these threads: everything that has been read is followed from there. */
  async begin(): Promise<void> {
    this.board = await ShownBoard.open(this)
    this.live.start()
  }

  /** The newest seq shown. */
  shown(ticketId: string): number {
    const thread = this.threads.get(ticketId)
    return thread?.entries.at(-1)?.seq ?? thread?.from ?? 0
  }

  /** Takes nothing more from a stream's socket, nor from that of a later one, as a laptop whose lid was closed. */
  pause(): void {
    this.isAsleep = true
    this.stream?.pause()
  }

  resume(): void {
    this.isAsleep = false
    this.stream?.resume()
  }

  leave(): void {
    this.live.stop()
    this.board?.leave()
    this.agent.destroy()
  }

  testimony(): Shown {
    const threads: Shown['threads'] = new Map()
    for (const [ticketId, thread] of this.threads)
      threads.set(ticketId, { ...thread, mayEndEarly: this.gone.has(ticketId) || this.isSignedOut })
    return { who: this.who, rights: this.rights, threads, ...this.noted.testimony() }
  }

  /** Whoever is told that they ask too fast waits as long as they are told, as a page does with what it sends. */
  async ask<Body = unknown>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    for (let tries = 1; ; tries++) {
      const { retryAfterS, ...answer } = await this.tryAsking<Body>(method, path, body)
      if (answer.status !== 429 || tries === MOST_TRIES) return answer
      await pause(retryAfterS * 1_000)
    }
  }

  private tryAsking<Body>(
    method: string,
    path: string,
    body: unknown,
  ): Promise<Answer<Body> & { retryAfterS: number }> {
    return new Promise((resolve) => {
      const text = body === undefined ? '' : JSON.stringify(body)
      // Node announces no length of its own for the body of a DELETE.
      const announced = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
      const headers = { cookie: this.cookie, origin: this.origin, ...(text ? announced : {}) }
      const lost = () => resolve({ status: 0, body: null, retryAfterS: 0 })
      const asked: ClientRequest = request(
        this.at + path,
        { method, agent: this.agent, headers, signal: AbortSignal.timeout(ANSWER_MS) },
        (response) => {
          let said = ''
          response.setEncoding('utf8').on('data', (more) => (said += more))
          response.on('end', () => {
            if (!response.complete) return lost()
            const retryAfterS = Number(response.headers['retry-after'] ?? 1)
            const told = said.startsWith('{') ? JSON.parse(said) : null
            resolve({ status: response.statusCode ?? 0, body: told, retryAfterS })
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
    const { ticketId, seq, id, body } = event.data
    this.threads.get(ticketId)?.entries.push({ seq, id, digest: digestOfBody(body) })
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
      timers: TIMERS,
    }
  }

  private async messagesAfter(ticketId: string, after: number): Promise<ThreadPage> {
    const path = `/api/tickets/${ticketId}/messages?after=${after}&limit=200`
    const { status, body } = await this.ask<ThreadPage>('GET', path)
    if (status !== 200 || !body)
      throw new ApiError({ status, code: body?.error?.code ?? 'no_answer', message: 'no_answer' })
    for (const entry of body.items) this.noted.read(ticketId, entry.seq)
    return body
  }

  private openSource(url: string): Source {
    const note = this.noted.ofStream()
    return openEventSource(this.at + url, this.cookie, {
      onEvent: (event, data) => note({ event, data: JSON.parse(data) } as LiveEvent),
      onOpen: (response) => {
        this.stream = response
        this.streams++
        if (this.isAsleep) response.pause()
      },
    })
  }
}

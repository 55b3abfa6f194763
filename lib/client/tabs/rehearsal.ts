/** For tests: a person with several tabs in one browser, and a server that streams to whichever of them asks. Tabs can be
 *  closed, killed, frozen and hidden at any moment; each keeps what its screen was told. */
import type { Entry } from '@/lib/chat/schema'
import type { LiveEvent } from '@/lib/live/events'
import { Live } from '../live'
import { HandClock, message, PlayedBrowser, type PlayedSource } from '../rehearsal'
import { SharedConnection } from './shared'
import type { Hall, Word } from './words'

const HELLO_AFTER_MS = 20

interface Claim {
  tab: Tab
  onTaken: () => void
  onLost: () => void
}

/** One browser's channel and lock. */
class House {
  readonly tabs: Tab[] = []
  private holder: Claim | null = null
  private readonly queue: Claim[] = []

  say(from: Tab, word: Word): void {
    for (const tab of this.tabs) if (tab !== from) tab.task(() => tab.listener?.(structuredClone(word)))
  }

  claim(claim: Claim, how: 'wait' | 'steal'): () => void {
    if (how === 'steal') {
      const robbed = this.holder
      this.holder = claim
      robbed?.tab.task(robbed.onLost)
      claim.tab.task(claim.onTaken)
    } else {
      this.queue.push(claim)
      this.grant()
    }
    return () => this.release(claim)
  }

  release(claim: Claim): void {
    if (this.queue.includes(claim)) this.queue.splice(this.queue.indexOf(claim), 1)
    if (this.holder === claim) this.holder = null
    this.grant()
  }

  /** As a browser does for a tab that is no more. */
  releaseAllOf(tab: Tab): void {
    for (const claim of this.queue.filter((one) => one.tab === tab)) this.release(claim)
    if (this.holder?.tab === tab) this.release(this.holder)
  }

  private grant(): void {
    if (this.holder) return
    this.holder = this.queue.shift() ?? null
    const taken = this.holder
    if (taken) taken.tab.task(() => this.holder === taken && taken.onTaken())
  }
}

/** One tab: nothing runs in it while it is frozen, nothing ever again when it is dead. */
class TabClock extends HandClock {
  constructor(
    private readonly house: HandClock,
    private readonly tab: () => Tab,
  ) {
    super()
  }
  override now = () => this.house.now()
  override random = () => this.house.random()
  override setTimeout = (run: () => void, ms: number) => this.house.setTimeout(() => this.tab().task(run), ms)
  override clearTimeout = (timer: unknown) => this.house.clearTimeout(timer)
}

export class Tab {
  readonly browser: PlayedBrowser
  readonly live: Live
  readonly link: SharedConnection
  readonly heard: LiveEvent[] = []
  readonly watched = new Map<string, { from: number; since: number; close: () => void }>()
  listener: ((word: Word) => void) | null = null
  state: 'awake' | 'frozen' | 'dead' = 'awake'
  lookedAt: number
  private later: (() => void)[] = []

  constructor(
    readonly name: string,
    private readonly house: House,
    clock: HandClock,
    server: Server,
  ) {
    this.browser = new PlayedBrowser(new TabClock(clock, () => this))
    this.lookedAt = clock.now()
    const open = this.browser.openSource
    this.browser.openSource = (url) => server.accept(this, open(url))
    for (const [ticketId, thread] of server.threads) this.browser.journal.set(ticketId, thread)
    const hall: Hall = {
      tab: name,
      say: (word) => this.house.say(this, word),
      hear: (listener) => {
        this.listener = listener
        return () => {
          this.listener = null
        }
      },
      claim: (how, onTaken, onLost) => this.house.claim({ tab: this, onTaken, onLost }, how),
      isHidden: () => this.browser.hidden,
      lookedAt: () => this.lookedAt,
    }
    let link: SharedConnection | undefined
    this.live = new Live(this.browser, (owner) => (link = new SharedConnection(this.browser, hall, owner)))
    this.link = link as unknown as SharedConnection
    this.live.subscribe((event) => this.heard.push(event))
  }

  task(run: () => void): void {
    queueMicrotask(() => {
      if (this.state === 'awake') run()
      else if (this.state === 'frozen') this.later.push(run)
    })
  }

  get mode() {
    return this.live.state.read().mode
  }

  /** The entries that were shown of a ticket, of all that was heard or of what came after the first `since`. */
  seqs(ticketId: string, since = 0): number[] {
    return this.heard
      .slice(since)
      .flatMap((one) => (one.event === 'entry' && one.data.ticketId === ticketId ? [one.data.seq] : []))
  }

  get boardResets(): number {
    return this.heard.filter(({ event, data }) => event === 'reset' && 'scope' in data && data.scope === 'board').length
  }

  watch(ticketId: string, from: number): void {
    if (this.watched.has(ticketId)) return
    this.watched.set(ticketId, { from, since: this.heard.length, close: this.live.watch(ticketId, from) })
  }

  freeze(): void {
    if (this.state === 'awake') this.state = 'frozen'
  }
  thaw(): void {
    if (this.state !== 'frozen') return
    this.state = 'awake'
    for (const run of this.later.splice(0)) this.task(run)
  }
  /** As when it is closed in order. */
  close(): void {
    this.live.stop()
    this.kill()
  }
  kill(): void {
    this.state = 'dead'
    for (const source of this.browser.openSources) source.close()
    this.house.tabs.splice(this.house.tabs.indexOf(this), 1)
    this.house.releaseAllOf(this)
  }
}

interface Line {
  tab: Tab
  source: PlayedSource
  cursors: Map<string, number>
}

/** Keeps threads, replays from cursors, and streams the rest: entries of open tickets, activity of others. */
class Server {
  readonly threads = new Map<string, Entry[]>()
  accepted = 0
  private lines: Line[] = []

  constructor(private readonly clock: HandClock) {}

  accept(tab: Tab, source: PlayedSource): PlayedSource {
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
    const thread = this.thread(ticketId)
    const entry = message(thread.length + 1, ticketId)
    thread.push(entry)
    this.lines = this.lines.filter(({ source }) => !source.isClosed)
    for (const line of this.lines) this.stream(line, entry)
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

  private stream({ tab, source, cursors }: Line, entry: Entry): void {
    const { ticketId, seq, n, authorId, at } = entry
    tab.task(() => {
      if (source.isClosed) return
      if (cursors.has(ticketId)) source.say('entry', entry)
      else source.say('activity', { ticketId, seq, n, authorId, at, preview: '' })
    })
  }
}

export class PlayedTabs {
  readonly clock = new HandClock()
  readonly server = new Server(this.clock)
  readonly house = new House()
  private count = 0

  constructor(readonly tickets: readonly string[]) {
    for (const ticketId of tickets) this.server.thread(ticketId)
  }

  open(): Tab {
    const tab = new Tab(`tab ${++this.count}`, this.house, this.clock, this.server)
    this.house.tabs.push(tab)
    tab.live.start()
    return tab
  }

  pass = (ms: number) => this.clock.pass(ms)

  get leader(): Tab {
    const leaders = this.house.tabs.filter((tab) => tab.state === 'awake' && tab.link.leads)
    if (leaders.length !== 1 || !leaders[0]) throw new Error(`${leaders.length} tabs lead`)
    return leaders[0]
  }

  get followers(): Tab[] {
    return this.house.tabs.filter((tab) => tab !== this.leader)
  }
}

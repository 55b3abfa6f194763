/** For tests: a person with several tabs in one browser, and a server that streams to whichever of them asks. Tabs can be
 *  closed, killed, frozen and hidden at any moment; each keeps what its screen was told. */
import type { LiveEvent } from '@/lib/live/events'
import { Live } from '../live'
import { HandClock, PlayedBrowser } from '../rehearsal'
import { House } from './rehearsal-house'
import { Server } from './rehearsal-server'
import { SharedConnection } from './shared'
import type { Hall, Word } from './words'

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
    private readonly house: House<Tab>,
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

export class PlayedTabs {
  readonly clock = new HandClock()
  readonly server = new Server(this.clock)
  readonly house = new House<Tab>()
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

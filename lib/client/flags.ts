/** Putting flags on places and taking them off, as the requests they are; and what places carry, as far as this page knows:
 *  what it was told when it asked, and every change since. It is kept on the device, for a start without a network. Without
 *  React. */
import type { LiveEvent } from '@/lib/live/events'
import type { FlagKind, PlaceFlags } from '@/lib/places/schema'
import { api } from './api'
import { keepFlags, keptFlags } from './kept-desk'

export interface Flagging {
  kind: FlagKind
  note: string
  until: string
}

/** The same `id` again is the same flag. */
export const setFlag = (placeId: string, id: string, flag: Flagging): Promise<PlaceFlags> =>
  api.put<PlaceFlags>(`/api/places/${placeId}/flags/${id}`, flag)

export const endFlag = (placeId: string, id: string): Promise<PlaceFlags> =>
  api.del<PlaceFlags>(`/api/places/${placeId}/flags/${id}`, undefined)

/** Several reasons to ask come together. */
const SOON_MS = 300
/** Where many places change at once, all that is known is kept once for all of them. */
const KEEP_MS = 1_000

export class FlagStore {
  private places: ReadonlyMap<string, PlaceFlags> = new Map()
  /** What was said while we were asking: newer than the answer, unless that says that it is older. */
  private readonly since = new Map<string, PlaceFlags>()
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private keeping: ReturnType<typeof setTimeout> | undefined
  private question = 0

  /** The house has said it, not the device. */
  private isTold = false

  constructor(
    private readonly personId: string,
    private readonly ask: () => Promise<PlaceFlags[]> = askServer,
  ) {}

  /** The same object until the place's flags change. */
  read = (placeId: string): PlaceFlags | undefined => this.places.get(placeId)

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  take = (event: LiveEvent): void => {
    if (event.event === 'flags') this.learn(event.data)
    // What was said before this stream stood, nobody repeats.
    if (event.event === 'hello') this.askSoon(event.data.listWithinMs)
    if (event.event === 'reset' && event.data.scope === 'board') this.askSoon(event.data.withinMs)
  }

  /** News of one place: streamed, or the answer to one's own request. */
  learn = (news: PlaceFlags): void => {
    const known = this.since.get(news.placeId) ?? this.places.get(news.placeId)
    if (isNewer(known, news)) return
    this.since.set(news.placeId, news)
    this.replace(new Map(this.places).set(news.placeId, news))
    if (this.isTold) this.keep()
  }

  /** Where very many come back at once, each at a moment of its own within that time. */
  askSoon = (withinMs = 0): void => {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refresh(), SOON_MS + Math.random() * withinMs)
  }

  /** Asks now. What could not be learnt stays as it was, or as the device last knew it, until the next stream. */
  async refresh(): Promise<void> {
    const question = ++this.question
    this.since.clear()
    const answer = await this.ask().catch(() => null)
    const places = answer ?? (this.isTold ? undefined : await keptFlags(this.personId))
    if (!places || question !== this.question) return
    const found = new Map(places.map((place) => [place.placeId, place]))
    // The device's word is older than any that this page has heard.
    const newer = answer === null ? this.places : this.since
    for (const news of newer.values()) if (!isNewer(found.get(news.placeId), news)) found.set(news.placeId, news)
    this.replace(found)
    if (answer === null) return
    this.isTold = true
    this.keep()
  }

  stop = (): void => {
    clearTimeout(this.timer)
    this.question += 1
    if (this.keeping !== undefined) this.write()
  }

  private keep(): void {
    this.keeping ??= setTimeout(() => this.write(), KEEP_MS)
  }

  private write(): void {
    clearTimeout(this.keeping)
    this.keeping = undefined
    void keepFlags(this.personId, [...this.places.values()])
  }

  private replace(places: ReadonlyMap<string, PlaceFlags>): void {
    this.places = places
    for (const listener of this.listeners) listener()
  }
}

const isNewer = (known: PlaceFlags | undefined, news: PlaceFlags): boolean =>
  known !== undefined && known.asOf > news.asOf

const askServer = async (): Promise<PlaceFlags[]> => (await api.get<{ items: PlaceFlags[] }>('/api/places/flags')).items

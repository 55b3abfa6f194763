/** Beginning and ending a shift, and being off, as the requests they are; and who is on duty, as far as this page knows: what
 *  it was given or told when it asked, and every change since. Without React. */
import { type Presence, presenceAt } from '@/lib/duty/policy'
import type { Absent, Standing } from '@/lib/duty/schema'
import type { LiveEvent } from '@/lib/live/events'
import { api } from './api'
import { serverNow } from './clock'

/** The same `id` again is the same shift: it is begun once. */
export const startShift = (id: string): Promise<Standing> => api.put<Standing>('/api/me/duty', { id })

export const endShift = (id: string): Promise<Standing> => api.del<Standing>('/api/me/duty', { id })

/** Until the end of the hotel's business day. */
export const setOffToday = (personId: string, id: string): Promise<Absent> =>
  api.put<Absent>(`/api/people/${personId}/absence`, { id })

export const setBack = (personId: string, id: string): Promise<Standing> =>
  api.del<Standing>(`/api/people/${personId}/absence`, { id })

/** Several reasons to ask come together. */
const SOON_MS = 300

export class DutyStore {
  private standings: ReadonlyMap<string, Standing>
  /** What changed while we were asking is newer than the answer. */
  private readonly since = new Map<string, Standing>()
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private question = 0
  private isTold: boolean

  constructor(
    snapshot: readonly Standing[] | null,
    private readonly ask: () => Promise<Standing[]> = askServer,
  ) {
    this.standings = byPerson(snapshot ?? [])
    this.isTold = snapshot !== null
  }

  /** Whether the house has said it of everybody: after a start without a network it has not, whatever is heard of one. */
  isKnown = (): boolean => this.isTold

  /** The same object until somebody's standing changes. */
  read = (): ReadonlyMap<string, Standing> => this.standings

  /** What it comes to at this moment, for whoever is not drawn: sounds, badges. */
  presenceOf = (personId: string, now = serverNow()): Presence | null => presenceAt(this.standings.get(personId), now)

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  take = (event: LiveEvent): void => {
    if (event.event === 'duty') this.learn(event.data)
    // A stream that stands may have missed who came before it; so may one that says so.
    if (event.event === 'hello') this.askSoon()
    if (event.event === 'reset' && event.data.scope === 'board') this.askSoon()
  }

  /** News of one person: streamed, or the answer to one's own request. */
  learn = (standing: Standing): void => {
    const known = this.since.get(standing.personId) ?? this.standings.get(standing.personId)
    if (known && known.asOf > standing.asOf) return
    this.since.set(standing.personId, standing)
    this.replace(new Map(this.standings).set(standing.personId, standing))
  }

  askSoon = (): void => {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refresh(), SOON_MS)
  }

  stop = (): void => {
    clearTimeout(this.timer)
    this.question += 1
  }

  private async refresh(): Promise<void> {
    const question = ++this.question
    this.since.clear()
    const answer = await this.ask().catch(() => null)
    // Not known: what was true stays, and is asked again with the next stream.
    if (answer === null || question !== this.question) return
    this.isTold = true
    this.replace(new Map([...byPerson(answer), ...this.since]))
  }

  private replace(standings: ReadonlyMap<string, Standing>): void {
    this.standings = standings
    for (const listener of this.listeners) listener()
  }
}

const byPerson = (standings: readonly Standing[]) => new Map(standings.map((standing) => [standing.personId, standing]))

const askServer = async (): Promise<Standing[]> => (await api.get<{ items: Standing[] }>('/api/duty')).items

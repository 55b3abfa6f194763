/** The other tabs, as the leader knows them: by what each told of itself last. */
import { MAX_OPEN_TICKETS } from '@/lib/live/events'
import type { Opened } from '../link'
import type { Report } from './words'

/** A hidden tab may sleep for a minute at a time; one that says nothing for longer is gone. */
const FORGET_MS = 150_000

export class Neighbours {
  private readonly tabs = new Map<string, Report & { heardAt: number }>()

  constructor(private readonly now: () => number) {}

  take(report: Report): void {
    this.tabs.set(report.tab, { ...report, heardAt: this.now() })
  }

  /** Whether it was known. */
  forget(tab: string): boolean {
    return this.tabs.delete(tab)
  }

  /** Nobody may see this ticket any more. */
  drop(gone: string): void {
    for (const tab of this.tabs.values()) tab.open = tab.open.filter(({ ticketId }) => ticketId !== gone)
  }

  /** What these tabs and one's own have open, each ticket from the lowest cursor; if it is too much, what was looked at last. */
  openWith(own: Report): Opened[] {
    for (const [name, tab] of this.tabs) if (this.now() - tab.heardAt > FORGET_MS) this.tabs.delete(name)
    const lowest = new Map<string, number>()
    for (const { open } of [own, ...this.tabs.values()].sort((a, b) => b.lookedAt - a.lookedAt))
      for (const { ticketId, seq } of open.toReversed())
        lowest.set(ticketId, Math.min(seq, lowest.get(ticketId) ?? Number.POSITIVE_INFINITY))
    return [...lowest].slice(0, MAX_OPEN_TICKETS).map(([ticketId, seq]) => ({ ticketId, seq }))
  }

  /** The one that somebody looks at, or looked at last of those. */
  lookedAt(): string | undefined {
    const [looked] = [...this.tabs.values()].filter((tab) => tab.isVisible).sort((a, b) => b.lookedAt - a.lookedAt)
    return looked?.tab
  }
}

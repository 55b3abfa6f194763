/** What every screen was shown, against what was acknowledged. */
import type { Entry } from '@/lib/chat/schema'

export interface Verdict {
  lost: number
  twice: number
  outOfOrder: number
  deliveries: number
  /** Milliseconds from the moment a message was due to be sent until a screen showed it, ascending. */
  delays: number[]
}

export class Judge {
  /** By message id, when it was due to be sent; only those whose delay counts. */
  readonly dueAt = new Map<string, number>()
  /** By ticket, the newest seq acknowledged. */
  private readonly acknowledged = new Map<string, number>()
  private readonly screens: Map<string, number[]>[] = []
  private readonly delays: number[] = []

  acknowledge({ ticketId, seq }: Entry): void {
    this.acknowledged.set(ticketId, Math.max(seq, this.acknowledged.get(ticketId) ?? 0))
  }

  /** A screen that has shown these tickets up to these seqs; answers what to call with each further entry. */
  seat(shown: Map<string, number>): (entry: Entry) => void {
    const screen = new Map([...shown].map(([ticketId, seq]) => [ticketId, [seq]]))
    this.screens.push(screen)
    return (entry) => {
      const due = this.dueAt.get(entry.id)
      if (due !== undefined) this.delays.push(performance.now() - due)
      screen.get(entry.ticketId)?.push(entry.seq)
    }
  }

  /** Whether every screen has shown the newest of all its tickets. */
  get isComplete(): boolean {
    return this.screens.every((screen) =>
      [...screen].every(([ticketId, seqs]) => (seqs.at(-1) ?? 0) >= (this.acknowledged.get(ticketId) ?? 0)),
    )
  }

  verdict(): Verdict {
    const verdict = { lost: 0, twice: 0, outOfOrder: 0, deliveries: 0, delays: this.delays.sort((a, b) => a - b) }
    for (const screen of this.screens)
      for (const [ticketId, seqs] of screen) {
        const first = seqs[0] ?? 0
        const seen = new Set(seqs)
        for (let seq = first; seq <= (this.acknowledged.get(ticketId) ?? 0); seq++) if (!seen.has(seq)) verdict.lost++
        verdict.twice += seqs.length - seen.size
        verdict.outOfOrder += seqs.filter((seq, index) => index > 0 && seq < (seqs[index - 1] ?? 0)).length
        verdict.deliveries += seqs.length - 1
      }
    return verdict
  }
}

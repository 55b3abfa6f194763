/** Somebody who writes without pause, as the browser does: under one id until it is acknowledged, and then the next. What was
 *  acknowledged is in the ledger, and must never be lost. */
import { newId } from '@/lib/schema'
import type { Api } from './api'

export interface Ledger {
  acknowledged: { id: string; text: string; seq: number }[]
  /** Attempts that were not acknowledged. */
  refused: number
  /** Finishes what it is about. */
  stop(): Promise<void>
}

export function keepWriting(api: Api, ticketId: string): Ledger {
  const ledger = { acknowledged: [] as Ledger['acknowledged'], refused: 0 }
  let isOver = false
  const name = newId().slice(-8)
  const write = async () => {
    for (let number = 1; !isOver; number++) {
      const message = { id: newId(), text: `word ${number} of ${name}` }
      for (;;) {
        const answer = await api.say(ticketId, message.text, message.id).catch(() => null)
        if (answer?.status === 201) {
          ledger.acknowledged.push({ ...message, seq: answer.body.entry.seq })
          break
        }
        ledger.refused++
      }
      // Fast enough to be in the middle of whatever breaks, slow enough for a screen to hold it all.
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const done = write()
  return {
    get acknowledged() {
      return ledger.acknowledged
    },
    get refused() {
      return ledger.refused
    },
    stop: () => {
      isOver = true
      return done
    },
  }
}

/** Under which id something is asked for: the same one while it asks for the same and nobody knows what became of it, so that it is
 *  done once; otherwise another. Without React. */
import { newId } from '@/lib/ids'
import { ApiError } from './api'
import { untilKnown } from './until-known'

/** Later nobody means the same any more: what it did may have been undone since. */
const OPEN_MS = 2 * 60_000

export class RequestId {
  private open: { key: string; id: string; at: number } | null = null

  constructor(private readonly now: () => number = Date.now) {}

  /** `content`: all that is sent beside the id, as JSON says it. Throws as `ask` does. */
  async under<T>(content: unknown, ask: (id: string) => Promise<T>): Promise<T> {
    const key = JSON.stringify(content)
    const at = this.now()
    const isOpen = this.open?.key === key && at - this.open.at < OPEN_MS
    const open = isOpen && this.open ? this.open : { key, id: newId(), at }
    this.open = open
    try {
      const answer = await untilKnown(() => ask(open.id))
      this.open = null
      return answer
    } catch (error) {
      if (!(error instanceof ApiError && error.isUnknown)) this.open = null
      throw error
    }
  }
}

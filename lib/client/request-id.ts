/** Under which id something is asked for: the same one while it asks for the same and nobody knows what became of it, so that it is
 *  done once; otherwise another. Without React. */
import { newId } from '@/lib/ids'
import { ApiError } from './api'
import { untilKnown } from './until-known'

export class RequestId {
  private open: { key: string; id: string } | null = null

  /** `content`: all that is sent beside the id, as JSON says it. Throws as `ask` does. */
  async under<T>(content: unknown, ask: (id: string) => Promise<T>): Promise<T> {
    const key = JSON.stringify(content)
    const open = this.open?.key === key ? this.open : { key, id: newId() }
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

/** What many ask at once, asked as one. Promise: each answer was begun after its question, so that nobody is told what was true
 *  before they asked. */
import 'server-only'

interface Waiting<Key, Answer> {
  keys: readonly Key[]
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

export class Together<Key, Answer> {
  private waiting: Waiting<Key, Answer>[] = []

  /** `answer` is for all of these keys, each of them once. */
  constructor(private readonly answer: (keys: Key[]) => Promise<Answer>) {}

  /** The answer for these keys, and for those of whoever else asks in the same turn of the event loop. Rejects as it does. */
  ask(keys: readonly Key[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ keys, resolve, reject })
      if (this.waiting.length === 1) setImmediate(() => void this.begin())
    })
  }

  private async begin(): Promise<void> {
    const waiting = this.waiting
    this.waiting = []
    try {
      const answer = await this.answer([...new Set(waiting.flatMap(({ keys }) => keys))])
      for (const { resolve } of waiting) resolve(answer)
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }
}

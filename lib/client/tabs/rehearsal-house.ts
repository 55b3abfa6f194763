/** For tests: one browser's channel and lock, by which its tabs find each other. */
import type { Word } from './words'

/** A tab, as far as the browser knows it. */
interface Guest {
  listener: ((word: Word) => void) | null
  /** Runs it when the tab is awake. */
  task(run: () => void): void
}

interface Claim {
  tab: Guest
  onTaken: () => void
  onLost: () => void
}

export class House<Tab extends Guest = Guest> {
  readonly tabs: Tab[] = []
  private holder: Claim | null = null
  private readonly queue: Claim[] = []

  say(from: Guest, word: Word): void {
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
  releaseAllOf(tab: Guest): void {
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

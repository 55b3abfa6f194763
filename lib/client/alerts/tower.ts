/** The real browser around the bell. */
import { keep } from '../keep'
import { TIMERS } from '../timers'
import type { Tower } from './bell'

const PREFIX = 'alerts.'

/** Of one person in one browser, whichever tab: somebody else on this device has heard and seen nothing yet. */
export function towerFor(personId: string, play: Tower['play']): Tower {
  const name = (key: string) => `${PREFIX}${personId}.${key}`
  return {
    timers: TIMERS,
    load: (key) => {
      try {
        return JSON.parse(keep.get(name(key)) ?? 'null')
      } catch {
        return null
      }
    },
    save: (key, value) => keep.set(name(key), JSON.stringify(value)),
    onSaved: (listener) => keep.onChange((key) => key.startsWith(name('')) && listener()),
    claim: (onTaken) => claim(name('rings'), onTaken),
    play,
  }
}

/** Drops what other people in this browser have left behind. */
export function forgetOtherTowers(personId: string): void {
  keep.dropOthers(PREFIX, `${PREFIX}${personId}.`)
}

/** Without locks (no secure context) tabs do not know of each other: whichever is seen may sound. */
function claim(name: string, onTaken: () => void): () => void {
  if (!navigator.locks) {
    onTaken()
    return () => {}
  }
  const waiting = new AbortController()
  let release: (() => void) | null = null
  const hold = () => {
    if (waiting.signal.aborted) return
    onTaken()
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }
  navigator.locks.request(name, { signal: waiting.signal }, hold).catch(() => {
    // Given up by ourselves.
  })
  return () => {
    if (release) release()
    else waiting.abort()
  }
}

/** The real hall: a channel and a lock of the browser's, both under the person's name, so that what is said for one person is
 *  never heard by another's tabs. Needs a secure context (https, or this device): without it there is no lock. */
import { newId } from '@/lib/ids'
import type { Hall, Word } from './words'

/** Tabs of an older build do not understand these words: raise it when they change. */
const VERSION = 1

/** Null where the browser has none: each tab then has a stream of its own. */
export function openHall(personId: string, lookedAt: () => number): Hall | null {
  if (typeof window === 'undefined' || !navigator.locks || typeof BroadcastChannel === 'undefined') return null
  const name = `bellboard.live.${VERSION}.${personId}`
  let channel: BroadcastChannel | null = null
  return {
    tab: newId(),
    say: (word) => channel?.postMessage(word),
    hear: (listener) => {
      const mine = new BroadcastChannel(name)
      mine.onmessage = (message: MessageEvent<Word>) => listener(message.data)
      channel = mine
      return () => {
        mine.close()
        channel = null
      }
    },
    claim: (how, onTaken, onLost) => claim(navigator.locks, name, how, onTaken, onLost),
    isHidden: () => document.hidden,
    lookedAt,
  }
}

function claim(
  locks: LockManager,
  name: string,
  how: 'wait' | 'steal',
  onTaken: () => void,
  onLost: () => void,
): () => void {
  const waiting = new AbortController()
  let release: (() => void) | null = null
  let isOver = false
  const hold = () => {
    if (isOver) return
    onTaken()
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }
  const options = how === 'steal' ? { steal: true } : { signal: waiting.signal }
  locks.request(name, options, hold).catch(() => {
    // Aborted by ourselves, or stolen.
    if (release && !isOver) onLost()
  })
  return () => {
    isOver = true
    if (release) release()
    else waiting.abort()
  }
}

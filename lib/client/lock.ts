/** Locking a device of the house: what lies here is sealed, the session ends, faces are shown. It is locked for every tab, and
 *  stays so without a network: whoever loads a page then is asked for a PIN as soon as there is one. */
import { ApiError, api, leaveBy } from './api'
import { keep } from './keep'
import { forgetKeys } from './seal'

const LOCKED = 'locked'
const INPUT = 'input'
const RETRY_MS = 2_000
/** Hands that move say so no more often. */
const INPUT_EVERY_MS = 1_000

export const isLocked = (): boolean => keep.get(LOCKED) !== null

/** Another tab locks. */
export const onLock = (listener: () => void): (() => void) =>
  keep.onChange((key, value) => {
    if (key === LOCKED && value !== null) listener()
  })

/** Somebody has signed in: the idle time begins anew. */
export function opened(): void {
  keep.set(INPUT, String(Date.now()))
  keep.drop(LOCKED)
}

let noted = 0

/** Somebody touched something, in whichever tab. */
export function noteInput(now = Date.now()): void {
  if (now - noted < INPUT_EVERY_MS) return
  noted = now
  keep.set(INPUT, String(now))
}

/** Milliseconds since anybody touched anything, in any tab; where nobody ever has, from now on. */
export function idleMs(now = Date.now()): number {
  const last = Math.max(noted, Number(keep.get(INPUT) ?? 0))
  if (last === 0) noteInput(now)
  return last === 0 ? 0 : Math.max(0, now - last)
}

let isLocking = false

/** Shown as locked by whoever calls; ends on the page of faces, when the server knows. */
export async function lock(): Promise<void> {
  if (isLocking) return
  isLocking = true
  keep.set(LOCKED, '1')
  await forgetKeys()
  await leaveBy(untilEnded())
  window.location.assign('/sign-in')
}

async function untilEnded(): Promise<void> {
  try {
    await api.del('/api/device/session', undefined)
  } catch (error) {
    // Signed out, or not the house's any more: it is as good as locked.
    if (!(error instanceof ApiError) || !(error.isUnknown || error.status === 429)) return
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return untilEnded()
  }
}

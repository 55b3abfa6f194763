/** The server's clock as this browser knows it. Devices in a hotel run minutes off; what a person did is recorded in the
 *  server's time, so that two tablets agree on what came first. */

import { keep } from './keep'

/** Remembered, because an app that starts without a network cannot ask. */
const OFFSET = 'clock'
let known: number | null = null

function offset(): number {
  known ??= Number(keep.get(OFFSET) ?? 0) || 0
  return known
}

/** Learn the server's time from an answer that has just arrived. */
export function noteServerTime(iso: string, now = Date.now()): void {
  const server = Date.parse(iso)
  if (!Number.isFinite(server)) return
  known = server - now
  keep.set(OFFSET, String(known))
}

/** Milliseconds since the epoch, by the server's clock as far as it is known. */
export const serverNow = (): number => Date.now() + offset()

/** The moment of a write: device time, offset-corrected. */
export const stamp = (): string => new Date(serverNow()).toISOString()

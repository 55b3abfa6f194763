/** The server's clock as this browser knows it. Devices in a hotel run minutes off; what a person did is recorded in the
 *  server's time, so that two tablets agree on what came first. */

let offsetMs = 0

/** Learn the server's time from an answer that has just arrived. */
export function noteServerTime(iso: string, now = Date.now()): void {
  const server = Date.parse(iso)
  if (Number.isFinite(server)) offsetMs = server - now
}

/** Milliseconds since the epoch, by the server's clock as far as it is known. */
export const serverNow = (): number => Date.now() + offsetMs

/** The moment of a write: device time, offset-corrected. */
export const stamp = (): string => new Date(serverNow()).toISOString()

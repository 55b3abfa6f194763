/** Which device of the house this browser is and whose session it has, as it was last told: for pages that start without a
 *  network. It says nothing that its lock screen does not show. */
import type { OwnDevice } from '@/lib/devices/schema'
import { keep } from './keep'

const KEY = 'device'

interface KeptDevice {
  device: OwnDevice
  personId: string
  sessionId: string
}

export function keepDevice(kept: KeptDevice | null): void {
  if (kept) keep.set(KEY, JSON.stringify(kept))
  else keep.drop(KEY)
}

/** Null on a device of somebody's own. */
export function keptDevice(): KeptDevice | null {
  const text = keep.get(KEY)
  return text === null ? null : JSON.parse(text)
}

'use client'
/** The house's device that shows these pages, if it is one: it locks by itself, and by a button. While it is locked nothing of
 *  whoever was here is drawn. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Actor } from '@/lib/auth/schema'
import { keepDevice } from '@/lib/client/kept-device'
import { isLocked, lock, onLock } from '@/lib/client/lock'
import { sealFor } from '@/lib/client/seal'
import type { OwnDevice } from '@/lib/devices/schema'
import { IdleWatch } from './idle-watch'
import { LockedScreen } from './locked-screen'

interface Shared {
  device: OwnDevice | null
  lock: () => void
}

const DeviceContext = createContext<Shared>({ device: null, lock: () => {} })

interface Props {
  device: OwnDevice | null
  actor: Pick<Actor, 'personId' | 'sessionId'>
  children: React.ReactNode
}

export function DeviceProvider({ device, actor, children }: Props) {
  const { personId, sessionId } = actor
  const deviceId = device?.id ?? null
  const [isCovered, setCovered] = useState(false)
  // Before anything is read or stored by what is drawn below.
  useState(() => sealFor(deviceId === null ? null : { personId, sessionId, deviceId }))
  const leave = useCallback(() => {
    setCovered(true)
    void lock()
  }, [])
  useEffect(() => keepDevice(device && { device, personId, sessionId }), [device, personId, sessionId])
  useEffect(() => {
    if (deviceId === null) return
    if (isLocked()) leave()
    const stops = [onLock(leave)]
    let isHere = true
    // Of use on the house's devices alone, and there a moment after the page.
    const start = ({ startCourier }: typeof import('@/lib/client/courier')) => {
      if (isHere) stops.push(startCourier(personId))
    }
    import('@/lib/client/courier').then(start, () => {})
    return () => {
      isHere = false
      for (const stop of stops) stop()
    }
  }, [deviceId, personId, leave])
  const shared = useMemo(() => ({ device, lock: leave }), [device, leave])

  if (isCovered) return <LockedScreen />
  return (
    <DeviceContext value={shared}>
      {children}
      {device ? <IdleWatch minutes={device.lockMinutes} onIdle={leave} /> : null}
    </DeviceContext>
  )
}

export const useDevice = (): Shared => useContext(DeviceContext)

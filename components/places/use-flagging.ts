'use client'
/** Changes a place's flags: one change at a time, under one id until its outcome is known, and in words when refused. */
import { useRef, useState } from 'react'
import { useErrorText } from '@/lib/client/errors'
import { endFlag, type Flagging, setFlag } from '@/lib/client/flags'
import { untilKnown } from '@/lib/client/until-known'
import { newId } from '@/lib/ids'
import type { PlaceFlags } from '@/lib/places/schema'
import { useFlagStore } from './flags-provider'

export function useFlagging(placeId: string) {
  const store = useFlagStore()
  const errorText = useErrorText()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const isUnderWay = useRef(false)
  const asked = useRef<{ key: string; id: string } | null>(null)

  const run = async (ask: () => Promise<PlaceFlags>): Promise<boolean> => {
    // Not `isBusy`: a second tap may come before the button is drawn anew.
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(true)
    setError(null)
    try {
      store?.learn(await untilKnown(ask))
      return true
    } catch (failure) {
      setError(errorText(failure))
      return false
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  const set = async (flag: Flagging): Promise<boolean> => {
    const key = JSON.stringify(flag)
    // Asked again, it must be the very same request: it may have been done already.
    if (asked.current?.key !== key) asked.current = { key, id: newId() }
    const { id } = asked.current
    const isSet = await run(() => setFlag(placeId, id, flag))
    if (isSet) asked.current = null
    return isSet
  }
  return { isBusy, error, set, end: (id: string) => run(() => endFlag(placeId, id)) }
}

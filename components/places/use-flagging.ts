'use client'
/** Changes a place's flags: one change at a time, under one id until its outcome is known, and in words when refused. */
import { useRef, useState } from 'react'
import { useErrorText } from '@/lib/client/errors'
import { endFlag, type Flagging, setFlag } from '@/lib/client/flags'
import { RequestId } from '@/lib/client/request-id'
import { untilKnown } from '@/lib/client/until-known'
import type { PlaceFlags } from '@/lib/places/schema'
import { useFlagStore } from './flags-provider'

export function useFlagging(placeId: string) {
  const store = useFlagStore()
  const errorText = useErrorText()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const isUnderWay = useRef(false)
  const [request] = useState(() => new RequestId())

  const run = async (ask: () => Promise<PlaceFlags>): Promise<boolean> => {
    // Not `isBusy`: a second tap may come before the button is drawn anew.
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(true)
    setError(null)
    try {
      const news = await ask()
      // Without a store nothing is shown of it yet, and it is asked for all the same.
      store?.learn(news)
      return true
    } catch (failure) {
      setError(errorText(failure))
      return false
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  const set = (flag: Flagging) => run(() => request.under([placeId, flag], (id) => setFlag(placeId, id, flag)))
  const end = (id: string) => run(() => untilKnown(() => endFlag(placeId, id)))
  return { isBusy, error, set, end }
}

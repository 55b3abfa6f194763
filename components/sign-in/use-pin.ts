'use client'
/** A PIN as it is typed and tried: once at a time, and one sentence when it is not right. */
import { useState } from 'react'
import { useErrorText } from '@/lib/client/errors'
import { signInByPin } from '@/lib/client/sign-in'

export const PIN_LENGTHS = { least: 4, most: 6 }

export function usePin(personId: string, next: string) {
  const errorText = useErrorText()
  const [pin, setPin] = useState('')
  const [isTrying, setTrying] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const type = (typed: string) => {
    if (isTrying) return
    setFailure(null)
    setPin(typed.replace(/\D/g, '').slice(0, PIN_LENGTHS.most))
  }
  const submit = async () => {
    if (isTrying || pin.length < PIN_LENGTHS.least) return
    setTrying(true)
    try {
      await signInByPin(personId, pin)
      // A full load: nothing of whoever was here before stays in memory.
      window.location.assign(next)
    } catch (error) {
      setFailure(errorText(error))
      setPin('')
      setTrying(false)
    }
  }
  return { pin, isTrying, failure, type, submit }
}

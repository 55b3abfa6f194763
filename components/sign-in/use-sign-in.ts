'use client'
/** Signing in: one try at a time, and one sentence when it fails. */
import { useState } from 'react'
import { useErrorText } from '@/lib/client/errors'
import { signIn } from '@/lib/client/sign-in'

export interface SigningIn {
  /** The e-mail that is being tried. */
  trying: string | null
  failure: string | null
  signIn: (email: string, password: string) => Promise<void>
}

export function useSignIn(next: string): SigningIn {
  const errorText = useErrorText()
  const [trying, setTrying] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  const start = async (email: string, password: string) => {
    if (trying !== null) return
    setTrying(email)
    setFailure(null)
    try {
      await signIn(email, password)
      // A full load: nothing of whoever was here before stays in memory.
      window.location.assign(next)
    } catch (error) {
      setTrying(null)
      setFailure(errorText(error))
    }
  }
  return { trying, failure, signIn: start }
}

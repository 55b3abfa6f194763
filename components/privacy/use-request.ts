'use client'
import { useState } from 'react'
import { useErrorText } from '@/lib/client/errors'
import { newId } from '@/lib/ids'

/** One request of a form: tried again, it is the same one. */
export function useRequest(send: (id: string) => Promise<unknown>) {
  const errorText = useErrorText()
  const [id] = useState(newId)
  const [change, setChange] = useState<{ busy: string | null; error: string | null }>({ busy: null, error: null })
  /** Answers whether it is done. */
  const run = async (): Promise<boolean> => {
    setChange({ busy: 'send', error: null })
    try {
      await send(id)
      return true
    } catch (error) {
      setChange({ busy: null, error: errorText(error) })
      return false
    }
  }
  return { change, run }
}

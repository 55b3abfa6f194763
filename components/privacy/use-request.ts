'use client'
import { useRef, useState } from 'react'
import { useErrorText } from '@/lib/client/errors'
import { RequestId } from '@/lib/client/request-id'

/** What a form asks for: one thing at a time, and the same once, however often it is tried. */
export function useRequest<Content>(send: (id: string, content: Content) => Promise<unknown>) {
  const errorText = useErrorText()
  const [request] = useState(() => new RequestId())
  const [change, setChange] = useState<{ busy: string | null; error: string | null }>({ busy: null, error: null })
  const isUnderWay = useRef(false)
  /** Answers whether it is done. */
  const run = async (content: Content): Promise<boolean> => {
    // Not `busy`: a second tap may come before the button is drawn anew.
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setChange({ busy: 'send', error: null })
    try {
      await request.under(content, (id) => send(id, content))
      return true
    } catch (error) {
      setChange({ busy: null, error: errorText(error) })
      return false
    } finally {
      isUnderWay.current = false
    }
  }
  return { change, run }
}

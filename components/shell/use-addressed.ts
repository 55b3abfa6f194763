'use client'
/** What a page asks for, as its address says it: what is asked is written there, and what comes there from elsewhere (Back, a link, the
 *  palette) is asked. */
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'

interface Written<Asked> {
  read: (params: Pick<URLSearchParams, 'get'>) => Asked
  addressOf: (asked: Asked) => string
  /** Something else is asked, from here or from elsewhere. */
  onChange?: () => void
}

export function useAddressed<Asked>(how: Written<Asked>): [asked: Asked, ask: (next: Asked) => void] {
  const params = useSearchParams()
  const [asked, setAsked] = useState(() => how.read(params))
  const latest = useRef(how)
  useEffect(() => {
    latest.current = how
  })
  // The address follows the keys a little later, and not each of them.
  const written = useRef<string[]>([])
  const address = how.addressOf(how.read(params))
  const seen = useRef(address)
  useEffect(() => {
    if (seen.current === address) return
    seen.current = address
    const own = written.current.indexOf(address)
    if (own >= 0) {
      written.current.splice(0, own + 1)
      return
    }
    written.current = []
    latest.current.onChange?.()
    setAsked(latest.current.read(new URLSearchParams(address.split('?')[1])))
  }, [address])
  useEffect(() => {
    // What was overtaken by the next key never came: it is not to be taken for what one goes back to. Heard before Next hears of
    // it, which may bring the other address at once.
    const forget = () => {
      written.current = []
    }
    window.addEventListener('popstate', forget, true)
    return () => window.removeEventListener('popstate', forget, true)
  }, [])
  const ask = useCallback((next: Asked) => {
    latest.current.onChange?.()
    setAsked(next)
    const address = latest.current.addressOf(next)
    written.current.push(address)
    window.history.replaceState(null, '', address)
  }, [])
  return [asked, ask]
}

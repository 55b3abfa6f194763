'use client'
/** Before a dialog closes by the way (Escape, a press beside it, its cross, its "Back", the browser's), it asks whether what was
 *  written in it may go. Until that is answered only "Discard" and the cross close it: one press too many loses nothing. */
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from './button'

export interface TextGuard {
  isAsking: boolean
  /** Of the dialog's own content. */
  onInput: (event: React.FormEvent) => void
  /** Stops what would close it, if that must be asked first. */
  hold: (event: { preventDefault: () => void }) => void
  /** Back into the field that was written in last. */
  goOn: () => void
}

type TextField = HTMLInputElement | HTMLTextAreaElement

export function useTextGuard(isOn: boolean): TextGuard {
  // The last written in last.
  const written = useRef(new Set<TextField>())
  const [isAsked, setAsked] = useState(false)
  return {
    isAsking: isOn && isAsked,
    onInput: ({ target }) => {
      if (!isWriting(target)) return
      written.current.delete(target)
      written.current.add(target)
    },
    hold: (event) => {
      // A field that has gone has not taken along what was written in it: a form may have a second step.
      const hasText = [...written.current].some(({ isConnected, value }) => !isConnected || value)
      if (!isOn || !hasText) return
      event.preventDefault()
      setAsked(true)
    },
    goOn: () => {
      setAsked(false)
      // Not left to the dialog, which would take the focus for itself and a tablet's keyboard away.
      ;[...written.current].at(-1)?.focus()
    },
  }
}

const isWriting = (target: EventTarget): target is TextField =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')

export function AskToDiscard({ onDiscard, onGoOn }: { onDiscard: () => void; onGoOn: () => void }) {
  const t = useTranslations('shell')
  return (
    <div
      role="alert"
      className="mt-4 flex flex-wrap items-center gap-3 border-line border-y bg-sunken px-6 py-3 text-body"
    >
      <p className="font-medium">{t('discardQuestion')}</p>
      <div className="ml-auto flex gap-3">
        <Button size="small" onClick={onDiscard}>
          {t('discard')}
        </Button>
        <Button size="small" tone="primary" autoFocus onClick={onGoOn}>
          {t('goOnWriting')}
        </Button>
      </div>
    </div>
  )
}

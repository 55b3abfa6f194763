'use client'
/** Before a dialog closes by the way (Escape, a press beside it, its cross, Back), it asks once whether what was written in it may go. */
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from './button'

export interface TextGuard {
  isAsking: boolean
  /** Of the dialog's own content. */
  onInput: (event: React.FormEvent) => void
  /** Stops what would close it, if that must be asked first. */
  hold: (event: { preventDefault: () => void }) => void
  goOn: () => void
}

export function useTextGuard(isOn: boolean): TextGuard {
  const hasText = useRef(false)
  const [isAsking, setAsking] = useState(false)
  return {
    isAsking,
    onInput: ({ target }) => {
      if (isOn && isWriting(target)) hasText.current = true
    },
    hold: (event) => {
      if (!hasText.current || isAsking) return
      event.preventDefault()
      setAsking(true)
    },
    goOn: () => setAsking(false),
  }
}

const isWriting = (target: EventTarget): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')

export function AskToDiscard({ onDiscard, onGoOn }: { onDiscard: () => void; onGoOn: () => void }) {
  const t = useTranslations('shell')
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-end gap-3 border-line border-b bg-sunken px-6 py-3 text-body"
    >
      <p className="mr-auto font-medium">{t('discardQuestion')}</p>
      <Button size="small" onClick={onDiscard}>
        {t('discard')}
      </Button>
      <Button size="small" tone="primary" autoFocus onClick={onGoOn}>
        {t('goOnWriting')}
      </Button>
    </div>
  )
}

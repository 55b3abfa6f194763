'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { BackCloses } from '@/components/ui/back-closes'
import type { Ticket } from '@/lib/tickets/schema'
import { Entries } from './entries'
import type { Choice } from './use-choice'
import { keysOf, useEntries } from './use-entries'

interface Props {
  /** The ticket that its actions are for. */
  atHand: Ticket | null
  onChoose: (choice: Choice) => void
  onClose: () => void
  /** Gives what was typed before the field could hear it. From then on the keys are the field's. */
  takeTyped?: () => string
}

/** Everything by its name: tickets, people, views, and what can be done. */
export function Palette({ atHand, onChoose, onClose, takeTyped }: Props) {
  const t = useTranslations('palette')
  const [typed, setTyped] = useState('')
  const isHeard = useRef(false)
  // The dialog gives it the focus a while after it is drawn; no key falls in between.
  const onFocus = () => {
    if (isHeard.current) return
    isHeard.current = true
    setTyped(takeTyped?.() ?? '')
  }
  // Not later than what is typed: Enter right behind a letter would take what was found before it.
  const found = useEntries(typed, atHand)
  const { shown: entries, press } = useHeldStill(found)
  const [chosen, setChosen] = useState('')
  // What is found comes after what is typed, and some of it later still: there is always one that Enter takes.
  const keys = keysOf(entries)
  const current = keys.includes(chosen) ? chosen : (keys[0] ?? '')
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-overlay bg-veil" />
        <div className="pointer-events-none fixed inset-0 z-50 grid justify-items-center overflow-y-auto p-4 max-sm:p-0 sm:items-start sm:pt-[12vh]">
          <Radix.Content
            aria-describedby={undefined}
            className="pointer-events-auto w-full max-w-xl animate-rise overflow-hidden rounded-card border border-line bg-surface shadow-overlay outline-none max-sm:min-h-dvh max-sm:rounded-none max-sm:border-0"
          >
            <BackCloses onBack={onClose} />
            <Radix.Title className="sr-only">{t('title')}</Radix.Title>
            <Command label={t('title')} shouldFilter={false} loop value={current} onValueChange={setChosen}>
              <div className="flex items-center gap-3 border-line border-b px-4">
                <Search aria-hidden className="size-4 shrink-0 stroke-[1.75] text-muted" />
                <Command.Input
                  value={typed}
                  onFocus={onFocus}
                  onValueChange={(text) => {
                    setTyped(text)
                    setChosen('')
                  }}
                  placeholder={t('placeholder')}
                  maxLength={100}
                  className="h-12 min-w-0 flex-1 bg-transparent text-body outline-none placeholder:text-muted touch:h-14 touch:text-thread"
                />
              </div>
              <Command.List
                label={t('found')}
                onPointerDown={press}
                className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5"
              >
                <Entries entries={entries} typed={typed} atHand={atHand} onChoose={onChoose} />
              </Command.List>
            </Command>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What is shown while nothing is pressed, and from press to release what was there when it began: what is found meanwhile is not to
 *  put another line under the pointer. */
function useHeldStill<T>(found: T): { shown: T; press: () => void } {
  const [held, setHeld] = useState<{ found: T } | null>(null)
  useEffect(() => {
    if (!held) return
    // After the click that a release is.
    const release = () => setTimeout(() => setHeld(null))
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    return () => {
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
    }
  }, [held])
  return { shown: held ? held.found : found, press: () => setHeld({ found }) }
}

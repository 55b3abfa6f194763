'use client'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Key } from '@/components/ui/key'
import { Switch } from '@/components/ui/switch'
import { useSingleKeys } from './single-keys'
import { isApple } from './typing'

const KEYS = [
  ['palette', ['Ctrl', 'K']],
  ['new', ['C']],
  ['search', ['/']],
  ['next', ['J', '↓']],
  ['previous', ['K', '↑']],
  ['open', ['Enter']],
  ['finish', ['E']],
  ['assign', ['A']],
  ['reply', ['R']],
  ['mark', ['X']],
  ['stretch', ['⇧', 'J', 'K']],
  ['undo', ['Z']],
  ['leave', ['Esc']],
  ['view', ['1', '–', '7']],
  ['keys', ['?']],
] as const

interface Props {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** The keys, and whether the single ones do anything. */
export function KeysDialog({ isOpen, onOpenChange }: Props) {
  const t = useTranslations('shell')
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t('keysTitle')} description={t('keysNote')} className="max-w-sm">
        <Keys />
      </DialogContent>
    </Dialog>
  )
}

function Keys() {
  const t = useTranslations('shell')
  const [areOn, choose] = useSingleKeys()
  const id = useId()
  // As it is printed on the keyboards of the reader's language.
  const capOf = (key: string) => (key === 'Ctrl' && isApple() ? '⌘' : isWorded(key) ? t(`cap.${key}`) : key)
  return (
    <>
      <dl className="grid gap-2.5 px-6 pt-4 pb-5">
        {KEYS.map(([name, keys]) => (
          <div key={name} className="flex items-center justify-between gap-4 text-body">
            <dt>{t(`key.${name}`)}</dt>
            <dd className="flex gap-1">
              {keys
                .filter((key) => areOn || key.length > 1 || name === 'palette' || ARROWS.includes(key))
                .map((key) => (key === '–' ? <span key={key}>–</span> : <Key key={key}>{capOf(key)}</Key>))}
              {areOn || isWithout(name) ? null : <span className="text-meta text-muted">{t('keyOff')}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 border-line border-t px-6 py-4">
        <label htmlFor={id} className="font-medium text-body">
          {t('singleKeys')}
        </label>
        <Switch id={id} aria-describedby={`${id}-note`} checked={areOn} onCheckedChange={choose} />
        <p id={`${id}-note`} className="col-span-2 text-meta text-muted">
          {t('singleKeysNote')}
        </p>
      </div>
    </>
  )
}

const ARROWS: readonly string[] = ['↓', '↑']

/** Those that keep a key when the single ones are off. */
const isWithout = (name: (typeof KEYS)[number][0]) => ['palette', 'next', 'previous', 'open', 'leave'].includes(name)

const WORDED = ['Ctrl', 'Enter', 'Esc'] as const

const isWorded = (key: string): key is (typeof WORDED)[number] => (WORDED as readonly string[]).includes(key)

'use client'
import { useTranslations } from 'next-intl'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Key } from '@/components/ui/key'

const KEYS = [
  ['new', ['C']],
  ['search', ['/']],
  ['next', ['J', '↓']],
  ['previous', ['K', '↑']],
  ['open', ['Enter']],
  ['reply', ['R']],
  ['leave', ['Esc']],
  ['view', ['1', '–', '5']],
  ['keys', ['?']],
] as const

interface Props {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export function KeysDialog({ isOpen, onOpenChange }: Props) {
  const t = useTranslations('shell')
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t('keysTitle')} description={t('keysNote')} closeLabel={t('close')} className="max-w-sm">
        <dl className="grid gap-2.5 px-6 pt-4 pb-6">
          {KEYS.map(([name, keys]) => (
            <div key={name} className="flex items-center justify-between gap-4 text-body">
              <dt>{t(`key.${name}`)}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (key === '–' ? <span key={key}>–</span> : <Key key={key}>{key}</Key>))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  )
}

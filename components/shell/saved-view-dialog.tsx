'use client'
import { LoaderCircle, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBack, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { SavedView } from '@/lib/views/schema'
import { useHotel } from './hotel-provider'
import { useKeeping } from './use-keeping'
import { useSharings } from './use-sharings'

interface Props {
  /** The one to change; a new one from what is shown now without. */
  view?: SavedView
  onClose: () => void
}

/** A view's name, and with whom it is shared. */
export function SavedViewDialog({ view, onClose }: Props) {
  const t = useTranslations('views')
  const { personName, actor } = useHotel()
  const [name, setName] = useState(view?.name ?? '')
  const { options, choose, chosen, sharing } = useSharings(view?.sharing)
  const { keep, drop, isBusy, error, field } = useKeeping(view, onClose)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    void keep(name, sharing)
  }
  const isOthers = view !== undefined && view.ownerId !== actor.personId
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t(view ? 'changeTitle' : 'keepTitle')}
        description={isOthers ? t('madeBy', { name: personName(view.ownerId) }) : t('keepText')}
        guardsText
      >
        <form onSubmit={submit} noValidate>
          <div className="grid gap-5 px-6 py-5">
            <Field label={t('name')} error={field === 'name' ? error : undefined}>
              {(given) => (
                <Input
                  {...given}
                  value={name}
                  maxLength={40}
                  autoComplete="off"
                  placeholder={t('namePlaceholder')}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('sharedWith')}>
              {(given) => <Select {...given} value={chosen} onChange={choose} options={options} />}
            </Field>
            {error && field !== 'name' ? (
              <p role="alert" className="rounded-control bg-late-fill px-3 py-2 font-medium text-body text-late">
                {error}
              </p>
            ) : null}
          </div>
          <DialogFooter>
            {view ? (
              <Button tone="danger" className="mr-auto" aria-disabled={isBusy} onClick={isBusy ? undefined : drop}>
                <Trash2 aria-hidden />
                {t('drop')}
              </Button>
            ) : null}
            <DialogBack />
            <Button type="submit" tone="primary" aria-busy={isBusy} aria-disabled={isBusy}>
              {isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
              {t('save')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

'use client'
import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { MoveChoices } from './move-choices'
import { MoveRooms } from './move-rooms'
import { useMoveDraft } from './use-move-draft'
import { useMoving } from './use-moving'

interface Props {
  /** Null where it is still to be said. */
  from: string | null
  onClose: () => void
}

/** A guest goes to another room: what follows them is ticked. It stays until all of it did, and says what did not. */
export function MoveGuest({ from, onClose }: Props) {
  const t = useTranslations('guest.move')
  const shell = useTranslations('shell')
  const { placeName } = useHotel()
  const draft = useMoveDraft(from)
  const moving = useMoving()
  const [isAsked, setAsked] = useState(false)
  const { trouble } = draft
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setAsked(true)
    if (trouble !== null || draft.fromId === null || draft.toId === null) return
    const moved = await moving.run(draft.fromId, draft.toId, draft.chosen)
    if (moved === null) return
    if (moved.count > 0) toast(t('done', { count: moved.count, place: placeName(draft.toId) }))
    if (moved.isWhole) onClose()
  }
  const said = moving.error ?? (isAsked && trouble === 'chooseSome' ? t('chooseSome') : null)
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={t('title')} className="max-w-lg">
        <form onSubmit={submit} noValidate>
          <div className="grid gap-5 px-6 py-5">
            <MoveRooms draft={draft} isAsked={isAsked} />
            <MoveChoices draft={draft} />
            {moving.refused.length > 0 ? (
              <ul role="alert" className="grid gap-1 rounded-control bg-late-fill px-3 py-2 text-body text-late">
                {moving.refused.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
            {said ? (
              <p role="alert" className="rounded-control bg-late-fill px-3 py-2 font-medium text-body text-late">
                {said}
              </p>
            ) : null}
          </div>
          <DialogFooter>
            <Button tone="quiet" onClick={onClose}>
              {/* What has followed already is not left undone. */}
              {shell(moving.hasMoved ? 'close' : 'back')}
            </Button>
            <Button type="submit" tone="primary" aria-busy={moving.isBusy} aria-disabled={moving.isBusy}>
              {moving.isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
              {t('submit', { count: draft.count })}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

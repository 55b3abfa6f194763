'use client'
import { Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { redacts } from '@/lib/privacy/policy'
import { usePhotoViewer } from './photo-viewer'

const RemoveDialog = lazy(() => import('./remove-dialog').then((file) => ({ default: file.RemoveDialog })))

interface Props {
  seq: number
  at: string
  /** Of a message rather than of a change. */
  isMessage: boolean
}

/** Removing what an entry says; for managers, beside it when it is looked at. */
export function RemoveButton({ seq, at, isMessage }: Props) {
  const t = useTranslations('privacy')
  const format = useFormatter()
  const { actor } = useHotel()
  const { ticketId } = usePhotoViewer()
  const [isAsking, setAsking] = useState(false)
  if (!redacts(actor)) return null
  const time = format.dateTime(new Date(at), 'time')
  return (
    <>
      <button
        type="button"
        aria-label={isMessage ? t('remove', { time }) : t('removeEvent', { time })}
        title={isMessage ? t('remove', { time }) : t('removeEvent', { time })}
        onClick={() => setAsking(true)}
        className="inline-grid size-8 shrink-0 place-items-center rounded-control text-muted opacity-0 hover:bg-sunken hover:text-text focus-visible:opacity-100 group-hover/entry:opacity-100 touch:size-12 touch:opacity-100"
      >
        <Trash2 aria-hidden className="size-4 stroke-[1.75]" />
      </button>
      {isAsking ? (
        <Suspense fallback={null}>
          <RemoveDialog ticketId={ticketId} seq={seq} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

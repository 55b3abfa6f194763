'use client'
import { Camera } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import type { FormProps } from '@/components/tickets/ticket-panel-forms/form-props'

const DoneWithPhotoForm = lazy(() =>
  import('@/components/tickets/ticket-panel-forms/done-with-photo').then((file) => ({
    default: file.DoneWithPhotoForm,
  })),
)

interface Props extends Omit<FormProps, 'onClose'> {
  /** It is off my hands: the next one may come. */
  onDone: () => void
}

/** Done, and how it looks now. */
export function PhotoDone(props: Props) {
  const t = useTranslations('photos')
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <button
        type="button"
        onClick={() => setAsked(true)}
        className="flex h-12 shrink-0 items-center gap-2 rounded-control px-3 font-medium text-body active:bg-sunken"
      >
        <Camera aria-hidden className="size-6 stroke-[1.75]" />
        {t('doneTitle')}
      </button>
      <Suspense>{isAsked ? <DoneWithPhotoForm {...props} onClose={() => setAsked(false)} /> : null}</Suspense>
    </>
  )
}

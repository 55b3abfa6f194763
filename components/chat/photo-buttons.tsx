'use client'
import { Camera, Images } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOutbox } from '@/components/live/live-provider'
import { FileButton } from '@/components/ui/file-button'

interface Props {
  ticketId: string
  /** After it was handed to the outbox. */
  onSent: () => void
}

/** From the camera into the thread with one tap, or from the device's photos; each is a message of its own. A desk has no
 *  camera to go to, and so one button. */
export function PhotoButtons({ ticketId, onSent }: Props) {
  const t = useTranslations('photos')
  const outbox = useOutbox()
  const send = async (files: File[]) => {
    for (const file of files) await outbox.photos.send(ticketId, file)
    onSent()
  }
  return (
    <div className="flex">
      <FileButton
        accept="image/*"
        isCamera
        tone="quiet"
        size="icon"
        aria-label={t('take')}
        title={t('take')}
        className="hidden size-9 touch:inline-flex"
        onFiles={send}
      >
        <Camera aria-hidden />
      </FileButton>
      <FileButton
        accept="image/*"
        isMultiple
        tone="quiet"
        size="icon"
        aria-label={t('choose')}
        title={t('choose')}
        className="size-9"
        onFiles={send}
      >
        <Images aria-hidden />
      </FileButton>
    </div>
  )
}

'use client'
import { ImageOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { OutgoingPhoto } from '@/lib/client/outgoing'
import { photoUrl } from '@/lib/client/photos'
import type { PhotoRef } from '@/lib/photos/schema'
import { usePhotoViewer } from './photo-viewer'
import type { ShownMessage } from './thread-rows'
import { usePhotoLook } from './use-photo-look'
import { usePhotoName } from './use-photo-name'

/** The longer side of one photo in a thread, in CSS pixels. */
const SIDE = 320

/** The photos of a message: alone in its own shape, before and after side by side. */
export function MessagePhotos({ message }: { message: ShownMessage }) {
  const t = useTranslations('photos')
  const { photos } = message
  if (photos.length === 0) return null
  const isAlone = photos.length === 1
  return (
    <ul className={cn('grid gap-1.5', !isAlone && 'w-120 max-w-full grid-cols-2')}>
      {photos.map((photo) => (
        <li key={photo.id} className="grid min-w-0 content-start gap-1">
          {photo.phase ? <span className="font-medium text-meta text-muted">{t(photo.phase)}</span> : null}
          <ThreadPhoto photo={photo} message={message} isAlone={isAlone} />
        </li>
      ))}
    </ul>
  )
}

interface Props {
  photo: PhotoRef | OutgoingPhoto
  message: ShownMessage
  isAlone: boolean
}

function ThreadPhoto({ photo, message, isAlone }: Props) {
  const t = useTranslations('photos')
  const { ticketId, open } = usePhotoViewer()
  const name = usePhotoName()({ ...photo, authorId: message.authorId, at: message.at })
  const isWaiting = message.outgoing !== null && 'isThere' in photo && !photo.isThere
  const look = usePhotoLook(photo.id, isWaiting)
  const [measured, setMeasured] = useState<{ width: number; height: number } | null>(null)
  const [broken, setBroken] = useState<string | null>(null)
  const source = look ?? (isWaiting ? null : photoUrl(ticketId, photo.id, 'thumb'))
  const { width, height } = isWaiting ? (measured ?? photo) : photo
  const box = isAlone
    ? { width: Math.round((SIDE * width) / Math.max(width, height)), aspectRatio: `${width} / ${height}` }
    : { aspectRatio: '1' }
  if (source !== null && source === broken)
    return <Broken box={isAlone ? { ...box, width: SIDE } : box} onRetry={() => setBroken(null)} />
  return (
    <button
      type="button"
      disabled={isWaiting}
      aria-label={isWaiting ? name : t('open', { name })}
      onClick={() => open(photo.id)}
      style={box}
      className="block max-w-full overflow-hidden rounded-control bg-sunken"
    >
      {source ? (
        // biome-ignore lint/performance/noImgElement: the route answers the right size itself
        <img
          src={source}
          alt={name}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setMeasured({ width: naturalWidth, height: naturalHeight })
          }
          onError={() => setBroken(source)}
        />
      ) : null}
    </button>
  )
}

/** It did not load; asked for again it may. */
function Broken({ box, onRetry }: { box: React.CSSProperties; onRetry: () => void }) {
  const t = useTranslations('photos')
  return (
    <span
      style={box}
      className="grid max-w-full place-content-center justify-items-center gap-1 rounded-control bg-sunken p-3 text-center text-meta text-muted"
    >
      <ImageOff aria-hidden className="size-5 stroke-[1.75]" />
      {t('broken')}
      <button
        type="button"
        onClick={onRetry}
        className="rounded-control font-medium text-text underline underline-offset-2 touch:min-h-12 touch:px-2"
      >
        {t('retry')}
      </button>
    </span>
  )
}

'use client'
import { Camera } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { useUrl } from '@/components/chat/use-photo-look'
import { useOutbox } from '@/components/live/live-provider'
import { useNames } from '@/components/people/use-names'
import { FileButton } from '@/components/ui/file-button'
import { FormFrame } from '@/components/ui/form-frame'
import { photoUrl, readPhotos } from '@/lib/client/photos'
import type { Photo } from '@/lib/photos/schema'
import type { FormProps } from './form-props'

/** Done, and how it looks now; beside it, when one is chosen, how it looked before. */
export function DoneWithPhotoForm({ ticket, change, onClose, onDone }: FormProps & { onDone?: () => void }) {
  const t = useTranslations('photos')
  const outbox = useOutbox()
  const earlier = useEarlier(ticket.id)
  const [after, setAfter] = useState<File | null>(null)
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  const [isAsked, setAsked] = useState(false)
  const before = chosen === undefined ? earlier.findLast(({ phase }) => phase === 'before')?.id : chosen

  const submit = async () => {
    setAsked(true)
    // The photo comes after the word: what is not finished here is not shown as finished.
    if (!after || !(await change.run({ action: 'complete' }))) return false
    await outbox.photos.send(ticket.id, after, 'after', earlier.find(({ id }) => id === before) ?? null)
    onDone?.()
    return true
  }
  return (
    <FormFrame
      title={t('doneTitle')}
      text={t('doneText')}
      submit={t('done')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      {earlier.length > 0 ? (
        <Earlier ticketId={ticket.id} photos={earlier} value={before ?? null} onChange={setChosen} />
      ) : null}
      <div className="grid gap-2">
        <p className="font-medium text-body">{t('after')}</p>
        <Taken photo={after} />
        <FileButton
          accept="image/*"
          isCamera
          className="justify-self-start"
          data-first
          onFiles={([file]) => file && setAfter(file)}
        >
          <Camera aria-hidden />
          {t(after ? 'takeAgain' : 'take')}
        </FileButton>
        {isAsked && !after ? <p className="font-medium text-late text-meta">{t('needPhoto')}</p> : null}
      </div>
    </FormFrame>
  )
}

function Taken({ photo }: { photo: Blob | null }) {
  const t = useTranslations('photos')
  const url = useUrl(photo)
  if (!url) return null
  // biome-ignore lint/performance/noImgElement: it is on this device
  return <img src={url} alt={t('after')} className="max-h-60 max-w-full justify-self-start rounded-control" />
}

interface EarlierProps {
  ticketId: string
  photos: Photo[]
  value: string | null
  onChange: (id: string | null) => void
}

function Earlier({ ticketId, photos, value, onChange }: EarlierProps) {
  const t = useTranslations('photos')
  const format = useFormatter()
  const names = useNames()
  const name = useId()
  const nameOf = ({ personId, createdAt }: Photo) =>
    t('name', {
      name: names.object(personId),
      time: format.dateTime(new Date(createdAt), 'time'),
      phase: 'none',
    })
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-body">{t('before')}</legend>
      <div className="grid grid-cols-4 gap-2 max-sm:grid-cols-3">
        {photos.map((photo) => (
          <label key={photo.id} className={CHOICE}>
            <input
              type="radio"
              name={name}
              checked={photo.id === value}
              onChange={() => onChange(photo.id)}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            {/* biome-ignore lint/performance/noImgElement: the route answers the right size itself */}
            <img src={photoUrl(ticketId, photo.id, 'thumb')} alt={nameOf(photo)} className="size-full object-cover" />
          </label>
        ))}
        <label className={CHOICE}>
          <input
            type="radio"
            name={name}
            checked={value === null}
            onChange={() => onChange(null)}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
          <span className="grid size-full place-content-center bg-sunken text-center text-meta">{t('none')}</span>
        </label>
      </div>
    </fieldset>
  )
}

const CHOICE =
  'relative aspect-square cursor-pointer overflow-hidden rounded-control outline-offset-2 has-checked:outline-3 has-checked:outline-text has-focus-visible:outline-2 has-focus-visible:outline-text has-focus-visible:outline-dashed'

/** Photos in the thread. Where they cannot be read, the work is done all the same. */
function useEarlier(ticketId: string): Photo[] {
  const [photos, setPhotos] = useState<Photo[]>([])
  useEffect(() => {
    let isGone = false
    readPhotos(ticketId).then(
      (found) => !isGone && setPhotos(found.filter(({ phase }) => phase !== 'after')),
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [ticketId])
  return photos
}

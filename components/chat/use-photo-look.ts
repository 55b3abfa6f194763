'use client'
import { useEffect, useState } from 'react'
import { useOutbox } from '@/components/live/live-provider'

/** What a photo that waits on this device looks like, as an address for an `img`; null until it was read, or when it is not here.
 *  It stays when the photo has been sent meanwhile: what is shown is not loaded a second time. */
export function usePhotoLook(id: string, isWaiting: boolean): string | null {
  const outbox = useOutbox()
  const [photo, setPhoto] = useState<Blob | null>(null)
  const url = useUrl(photo)
  useEffect(() => {
    if (!isWaiting) return
    let isGone = false
    outbox.photos.look(id).then((found) => {
      if (!isGone && found) setPhoto(found)
    }, ignore)
    return () => {
      isGone = true
    }
  }, [id, isWaiting, outbox])
  return url
}

/** An address for bytes, as long as the component is there. */
export function useUrl(photo: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!photo) return setUrl(null)
    const made = URL.createObjectURL(photo)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])
  return url
}

const ignore = () => {}

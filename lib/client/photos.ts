/** Where photos of a ticket are, and which there are. */
import type { Photo, PhotoSize } from '@/lib/photos/schema'
import { api } from './api'

/** For an `img`: the browser asks with the person's own cookie. */
export const photoUrl = (ticketId: string, id: string, size: PhotoSize): string =>
  `/api/tickets/${ticketId}/attachments/${id}${size === 'thumb' ? '?size=thumb' : ''}`

/** Oldest first. */
export const readPhotos = async (ticketId: string): Promise<Photo[]> =>
  (await api.get<{ items: Photo[] }>(`/api/tickets/${ticketId}/attachments`)).items

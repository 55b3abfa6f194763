/** The photos of an outbox: their bytes, which lie beside its messages, and how far each has come. */

import { newId } from '@/lib/ids'
import type { Phase, PhotoRef } from '@/lib/photos/schema'
import { type Outgoing, type OutgoingPhoto, ownPhotos } from './outgoing'

export interface PhotoDepot {
  /** Answers whether the bytes outlive the tab. */
  keepPhoto(id: string, photo: Blob): Promise<boolean>
  photo(id: string): Promise<Blob | null>
  dropPhotos(ids: readonly string[]): Promise<void>
}

/** As most cameras take them, until the server has measured it. */
const UNMEASURED = { width: 4, height: 3 }

export class OutboxPhotos {
  private readonly parts = new Map<string, number>()

  constructor(
    private readonly depot: PhotoDepot,
    private readonly changed: () => void,
    private readonly put: (ticketId: string, photos: OutgoingPhoto[]) => void,
  ) {}

  /** A message of one photo, and of the one it is to be compared with. Shown when its bytes are kept, and not before: what is
   *  shown outlives the tab. */
  async send(ticketId: string, photo: Blob, phase: Phase | null = null, before: PhotoRef | null = null): Promise<void> {
    const id = newId()
    const isFleeting = !(await this.depot.keepPhoto(id, photo))
    const own = { ...UNMEASURED, id, phase, isThere: false, isFleeting }
    const other = { phase: 'before' as const, isThere: true, isFleeting: false }
    this.put(ticketId, before ? [{ ...before, ...other }, own] : [own])
  }

  /** What it looks like; null when this device does not have it. */
  look = (id: string): Promise<Blob | null> => this.depot.photo(id)

  /** From 0 to 1; null while it waits. */
  partOf = (id: string): number | null => this.parts.get(id) ?? null

  note = (id: string, part: number): void => {
    this.parts.set(id, part)
    this.changed()
  }

  /** It will be tried again. */
  wait(message: Outgoing): void {
    for (const id of ownPhotos(message)) this.parts.delete(id)
  }

  drop(message: Outgoing | undefined): void {
    const ids = message ? ownPhotos(message) : []
    if (message) this.wait(message)
    if (ids.length > 0) void this.depot.dropPhotos(ids)
  }
}

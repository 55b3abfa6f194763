/** The way to a person's photos in this browser. What keeps, shrinks and sends them is fetched with the first one: most pages
 *  never need it. Until it has come, this tab has what was taken. */
import { ApiError } from './api'
import type { Progress } from './outbox-depot'
import type { PhotoDepot } from './outbox-photos'
import { type Found, type Outgoing, ownPhotos } from './outgoing'
import type { PhotoRoom } from './photo-room'

export class PhotoDoor implements PhotoDepot {
  private coming: Promise<PhotoRoom> | null = null
  private readonly held = new Map<string, Blob>()
  private handing: Promise<void> = Promise.resolve()

  constructor(
    private readonly personId: string,
    private readonly read: () => Promise<Found>,
  ) {}

  keepPhoto = async (id: string, photo: Blob): Promise<boolean> => {
    try {
      return await (await this.enter()).store.keep(id, photo)
    } catch {
      this.held.set(id, photo)
      return false
    }
  }

  photo = async (id: string): Promise<Blob | null> => this.held.get(id) ?? (await this.enter()).store.get(id)

  dropPhotos = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) this.held.delete(id)
    await this.enter().then(({ store }) => store.drop(ids), ignore)
  }

  /** Those of a message, before it: what has arrived of them is not sent again. Throws an `ApiError`. */
  async send(item: Outgoing, progress: Progress): Promise<void> {
    for (const id of ownPhotos(item)) {
      const { store, send } = await this.enter().catch(away)
      await send(store, { ticketId: item.ticketId, id, as: this.personId }, (part) => progress(id, part))
    }
  }

  close(): void {
    void this.coming?.then(({ store }) => store.close(), ignore)
  }

  private async enter(): Promise<PhotoRoom> {
    this.coming ??= import('./photo-room').then(({ openPhotoRoom }) => openPhotoRoom(this.personId, this.read))
    const room = await this.coming.catch((error) => {
      this.coming = null
      throw error
    })
    // One after another, and whoever enters waits for it: a photo is here or there, and never in neither.
    this.handing = this.handing.then(() => this.handOver(room))
    await this.handing
    return room
  }

  private async handOver({ store }: PhotoRoom): Promise<void> {
    for (const [id, photo] of this.held)
      await store.keep(id, photo).then(
        () => this.held.delete(id),
        // Its file cannot be read now: it stays here.
        ignore,
      )
  }
}

const away = () => {
  throw new ApiError({ status: 0, code: 'unreachable', message: 'network' })
}

const ignore = () => {}

/** What the outbox stands on: storage, the way to the server, locks and timers. */
import type { Entry } from '@/lib/chat/schema'
import type { Changed } from '@/lib/tickets/schema'
import type { Timers } from './live-stream'
import type { PhotoDepot } from './outbox-photos'
import type { Found, Outgoing } from './outgoing'

/** The answer to a message, or to an errand. */
export type Posted = { entry: Entry } | Changed

export type Progress = (photoId: string, part: number) => void

export interface Depot extends PhotoDepot {
  personId: string
  /** With its photos, whose progress it tells from 0 to 1. */
  post(item: Outgoing, progress: Progress): Promise<Posted>
  stamp(): string
  /** All that this person has waiting on this device. */
  read(): Promise<Found>
  /** A tab that is killed after this was called has not lost it. Resolves when it may be sent, with its place. */
  keep(message: Outgoing): Promise<Outgoing>
  /** Unless it was dropped. */
  change(message: Outgoing): Promise<void>
  drop(id: string): Promise<void>
  /** Does the work while no other tab sends messages of this ticket. */
  alone<T>(ticketId: string, work: () => Promise<T>): Promise<T>
  timers: Timers & { random(): number }
}

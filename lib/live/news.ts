/** The rings of what has happened, which also know whom their newest items may concern at all: on a full house most streams have
 *  nothing to look for in most wakings. Promise: who is told that there is nothing for them would have been shown nothing. */
import 'server-only'
import type { Audience } from '@/lib/tickets/schema'
import type { Viewer } from './audience'
import { isOfHouse } from './events'
import type { Item, Whisper } from './frames'
import { Ring } from './ring'

/** Whom some items in a row may concern: rather somebody too many. */
class Concern {
  private readonly people = new Set<string>()
  private readonly departments = new Set<string>()
  private isForAll = false
  private accessVersion = 0

  /** `from`: the number of the first of them. */
  constructor(readonly from: number) {}

  /** Whoever's access is not known to be as new as that must look. */
  since(accessVersion: number): void {
    this.accessVersion = Math.max(this.accessVersion, accessVersion)
  }

  addEverybody(): void {
    this.isForAll = true
  }

  addPerson(id: string): void {
    this.people.add(id)
  }

  addAll(audience: Audience): void {
    const { openerId, assigneeId, namedIds, watcherIds, mentionedIds } = audience
    for (const id of [openerId, assigneeId, ...namedIds, ...watcherIds, ...mentionedIds]) if (id) this.people.add(id)
    // What was written before departments could be mentioned has none.
    for (const id of [audience.departmentId, ...(audience.mentionedDepartmentIds ?? [])]) this.departments.add(id)
  }

  mayMean({ personId, role, departmentIds }: Viewer, accessVersion: number): boolean {
    if (this.isForAll || this.accessVersion > accessVersion || this.people.has(personId)) return true
    if (role !== 'attendant') return this.departments.size > 0
    return departmentIds.some((id) => this.departments.has(id))
  }
}

abstract class KnowingRing<T> extends Ring<T> {
  private former = new Concern(0)
  private latest = new Concern(0)

  protected abstract note(item: T, concern: Concern): void

  override push(item: T): void {
    super.push(item)
    this.note(item, this.latest)
  }

  /** A waking of everybody begins: whoever is not stuck has what came before the last one. */
  turn(): void {
    this.former = this.latest
    this.latest = new Concern(this.end)
  }

  /** Whether nothing from the item `next` on is for this viewer, whose access is known as of `accessVersion`. */
  isNothingFor(viewer: Viewer, accessVersion: number, next: number): boolean {
    if (next < this.former.from) return false
    return !this.former.mayMean(viewer, accessVersion) && !this.latest.mayMean(viewer, accessVersion)
  }
}

/** Of entries. */
export class News extends KnowingRing<Item> {
  protected note(item: Item, concern: Concern): void {
    concern.since(item.accessVersion)
    if (item.type !== 'bulletin') concern.addEverybody()
    else {
      const { before, after, latest } = item.bulletin.record.delivery
      for (const audience of [before, after, latest]) if (audience) concern.addAll(audience)
    }
  }
}

/** Of what may be lost. */
export class Hearsay extends KnowingRing<Whisper> {
  protected note({ said }: Whisper, concern: Concern): void {
    if (isOfHouse(said)) concern.addEverybody()
    else if (said.event === 'delivered') concern.addPerson(said.authorId)
    else concern.addAll(said.audience)
  }
}

/** The ring of what has happened, which also knows whom its newest items may concern at all: on a full house most streams have
 *  nothing to look for in most wakings. Promise: who is told that there is nothing for them would have been shown nothing. */
import 'server-only'
import type { Audience } from '@/lib/tickets/schema'
import type { Viewer } from './audience'
import type { Item } from './frames'
import { Ring } from './ring'

/** Whom some items in a row may concern: rather somebody too many. */
class Concern {
  private readonly people = new Set<string>()
  private readonly departments = new Set<string>()
  private isForAll = false
  private accessVersion = 0

  /** `from`: the number of the first of them. */
  constructor(readonly from: number) {}

  add(item: Item): void {
    this.accessVersion = Math.max(this.accessVersion, item.accessVersion)
    if (item.type !== 'bulletin') this.isForAll = true
    else {
      const { before, after, latest } = item.bulletin.record.delivery
      for (const audience of [before, after, latest]) if (audience) this.addAll(audience)
    }
  }

  /** Whoever's access is not known to be as new as the items' must look. */
  mayMean({ personId, role, departmentIds }: Viewer, accessVersion: number): boolean {
    if (this.isForAll || this.accessVersion > accessVersion) return true
    if (role !== 'attendant') return this.departments.size > 0
    return this.people.has(personId) || departmentIds.some((id) => this.departments.has(id))
  }

  private addAll(audience: Audience): void {
    const { openerId, assigneeId, namedIds, watcherIds, mentionedIds } = audience
    for (const id of [openerId, assigneeId, ...namedIds, ...watcherIds, ...mentionedIds]) if (id) this.people.add(id)
    // What was written before departments could be mentioned has none.
    for (const id of [audience.departmentId, ...(audience.mentionedDepartmentIds ?? [])]) this.departments.add(id)
  }
}

export class News extends Ring<Item> {
  private former = new Concern(0)
  private latest = new Concern(0)

  override push(item: Item): void {
    super.push(item)
    this.latest.add(item)
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

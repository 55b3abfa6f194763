/** A ticket told again from its journal, for tests: written independently of the code that changed it. Throws where an event
 *  does not follow from what was before. */
import type { Entry, TicketEvent } from '@/lib/chat/schema'
import type { HeldFrom, Status } from './schema'

export interface Told {
  status: Status
  heldFrom: HeldFrom | null
  assigneeId: string | null
  departmentId: string
  restricted: boolean
  watching: Set<string>
  named: Set<string>
  mentioned: Set<string>
  mentionedDepartments: Set<string>
  edited: Record<string, unknown>
}

/** From which statuses each event may come. */
const FROM: Partial<Record<TicketEvent['code'], string>> = {
  accepted: 'new',
  taken_over: 'accepted in_progress on_hold',
  released: 'accepted in_progress on_hold',
  started: 'accepted',
  held: 'new accepted in_progress',
  resumed: 'on_hold',
  completed: 'accepted in_progress',
  sent_back: 'done',
  closed: 'done',
  reopened: 'closed cancelled',
  cancelled: 'new accepted in_progress on_hold',
  assigned: 'new accepted in_progress on_hold',
  unassigned: 'accepted in_progress on_hold',
  transferred: 'new accepted in_progress on_hold',
  edited: 'new accepted in_progress on_hold done',
}

export function replay(
  journal: readonly Entry[],
  start: Pick<Told, 'departmentId' | 'restricted'> & { named: string[] },
): Told {
  const told: Told = {
    ...{ ...start, status: 'new', heldFrom: null, assigneeId: null, edited: {} },
    ...{ watching: new Set(), named: new Set(start.named), mentioned: new Set(), mentionedDepartments: new Set() },
  }
  const before = new Map<number, Told>()
  let lastEvent = 0
  for (const entry of journal) {
    if (entry.kind === 'message') {
      const { mentions = [], departments = [] } = told.restricted ? {} : entry.body
      for (const personId of mentions) if (personId !== entry.authorId) told.mentioned.add(personId)
      for (const id of departments) told.mentionedDepartments.add(id)
    } else if (entry.kind === 'event') {
      before.set(entry.seq, { ...told, watching: new Set(told.watching) })
      if (entry.body.code === 'undone') {
        const was = entry.body.params.seq === lastEvent && before.get(lastEvent)
        if (!was) throw new Error(`${entry.seq} takes back what is not the last change`)
        takeBack(told, was)
      } else tell(told, entry.body, entry.authorId)
      lastEvent = entry.seq
    }
    check(told, entry.seq)
  }
  return told
}

/** Whom the change made a follower follows no more, unless they are on the ticket otherwise. */
function takeBack(told: Told, was: Told) {
  const { status, heldFrom, assigneeId, departmentId } = was
  Object.assign(told, { status, heldFrom, assigneeId, departmentId })
  for (const id of told.watching)
    if (!was.watching.has(id) && !told.named.has(id) && !told.mentioned.has(id)) told.watching.delete(id)
}

/** What every ticket is at any time. */
function check({ status, assigneeId, heldFrom }: Told, seq: number) {
  const nobodys = status === 'new' || (status === 'on_hold' && heldFrom === 'new')
  const somebodys = status === 'accepted' || status === 'in_progress' || (status === 'on_hold' && heldFrom !== 'new')
  if (nobodys && assigneeId !== null) throw new Error(`${seq}: ${status} but somebody's`)
  if (somebodys && assigneeId === null) throw new Error(`${seq}: ${status} but nobody's`)
  if ((status === 'on_hold') !== (heldFrom !== null)) throw new Error(`${seq}: ${status}, held from ${heldFrom}`)
}

function tell(told: Told, event: TicketEvent, authorId: string | null) {
  if (!(FROM[event.code] ?? told.status).split(' ').includes(told.status))
    throw new Error(`${event.code} from ${told.status}`)
  const have = (personId: string | null, from?: string | null) => {
    if (from !== undefined && from !== told.assigneeId) throw new Error(`${event.code}: it was ${told.assigneeId}'s`)
    told.assigneeId = personId
    const status = personId === null ? 'new' : 'accepted'
    if (told.status === 'on_hold') told.heldFrom = status
    else told.status = status
  }
  const be = (status: Status) => {
    told.status = status
    told.heldFrom = null
  }
  switch (event.code) {
    case 'opened':
    case 'undone':
      break
    case 'accepted':
      return have(authorId, null)
    case 'taken_over':
      return have(authorId, event.params.from)
    case 'released':
    case 'unassigned':
      return have(null, event.params.from)
    case 'assigned':
      return have(event.params.to, event.params.from)
    case 'started':
      return be('in_progress')
    case 'held':
      told.heldFrom = told.status as HeldFrom
      told.status = 'on_hold'
      break
    case 'resumed':
      return be(told.heldFrom ?? 'closed')
    case 'completed':
      return be('done')
    case 'sent_back':
      return be('accepted')
    case 'closed':
      return be('closed')
    case 'cancelled':
      return be('cancelled')
    case 'reopened':
      told.assigneeId = null
      return be('new')
    case 'transferred': {
      if (event.params.from !== told.departmentId) throw new Error('transferred from elsewhere')
      const following = told.restricted ? [] : [authorId, told.assigneeId]
      for (const personId of following) if (personId) told.watching.add(personId)
      told.departmentId = event.params.to
      told.assigneeId = null
      return be('new')
    }
    case 'edited':
      for (const { field, to } of event.params.changes) told.edited[field] = to
      break
    case 'restricted':
      told.restricted = true
      for (const personId of event.params.namedIds) told.named.add(personId)
      break
    case 'restriction_lifted':
      told.restricted = false
      break
    case 'watcher_added':
      told[event.params.kind].add(event.params.personId)
      break
    case 'watcher_removed':
      for (const list of [told.watching, told.named, told.mentioned]) list.delete(event.params.personId)
      break
  }
}

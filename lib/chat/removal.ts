/** What stays of an entry when its words are removed. Pure and shared: the journal keeps this, and a screen that shows the entry
 *  replaces it by the same when it hears of the redaction. */
import type { FieldValue } from '@/lib/tickets/schema'
import type { EditedField, Entry, FilledField, Removed, TicketEvent } from './schema'

type Content = Pick<Entry, 'kind' | 'body'>

/** Whether there is anything in it that somebody typed, said or showed. */
export function hasWords({ kind, body }: Content): boolean {
  if (body.removed) return false
  if (kind === 'message') return true
  return kind === 'event' && withoutTyped(body as TicketEvent) !== body
}

/** The body without all that somebody typed, said or showed; of an event that is erased, without what exactly was changed, too. It
 *  keeps its shape, so that whatever tells a ticket's story or reckons its figures goes on as before. */
export function bodyWithout({ kind, body }: Content, removed: Removed): Entry['body'] {
  if (kind === 'message') return { text: '', removed }
  if (kind === 'redaction') return { ...(body as Redacting), reason: '', removed }
  const event = body as TicketEvent
  const { params, ...rest } = withoutTyped(event)
  return { ...rest, params: removed.why === 'erased' ? emptied(params) : params, removed } as Entry['body']
}

/** The entry as a screen shows it from now on. */
export const entryWithout = (entry: Entry, removed: Removed): Entry =>
  ({ ...entry, body: bodyWithout(entry, removed) }) as Entry

/** A change that no longer says what was there before, nor what it left as it was: the same body when it says nothing of that in words. */
export function withoutQuotes(body: Entry['body']): Entry['body'] {
  if (!('code' in body) || (body.code !== 'edited' && body.code !== 'filled')) return body
  const before: readonly (EditedField | FilledField)[] = body.params.changes
  const changes = before.map(withoutFrom)
  if (changes.every((change, at) => change === before[at])) return body
  return { ...body, unquoted: true, params: { ...body.params, changes } } as Entry['body']
}

function withoutFrom(change: EditedField | FilledField) {
  const nothing = 'code' in change ? null : NOTHING[change.field]
  if (nothing === undefined || isNothing(change.from)) return change
  return { ...change, from: nothing, ...('field' in change && change.field === 'fields' && { to: newIn(change) }) }
}

/** Of all fields, those that the change has filled in otherwise. */
const newIn = (change: EditedField) => {
  const changed = new Set(codesChanged(change))
  return Object.fromEntries(Object.entries(change.to as Fields).filter(([code]) => changed.has(code)))
}

type Fields = Record<string, FieldValue>

type Change = Omit<EditedField, 'field'>

/** Which fields a change of all of them names. */
export const codesIn = ({ from, to }: Change): string[] => [
  ...new Set([...Object.keys(from as Fields), ...Object.keys(to as Fields)]),
]

/** Which of them it has really changed. */
export function codesChanged({ from, to }: Change): string[] {
  const [before, after] = [from as Fields, to as Fields]
  return codesIn({ from, to }).filter((code) => before[code] !== after[code])
}

const isNothing = (value: EditedField['to']) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

/** The entry as a screen shows it from now on, when another that it may quote is removed. */
export const entryUnquoted = (entry: Entry): Entry => {
  const body = withoutQuotes(entry.body)
  return body === entry.body ? entry : ({ ...entry, body } as Entry)
}

/** What a redaction makes of the entry that it is about. */
export const removedBy = ({ seq, authorId, at, body: { reason } }: Extract<Entry, { kind: 'redaction' }>): Removed => ({
  why: 'redacted',
  seq,
  by: authorId,
  at,
  reason,
})

/** What stands in the place of what was typed. */
const NOTHING: Partial<Record<EditedField['field'], EditedField['to']>> = { summary: '', fields: {} }

type Redacting = Extract<Entry, { kind: 'redaction' }>['body']

const emptied = (params: TicketEvent['params']) => ({
  ...params,
  ...('changes' in params && { changes: [] }),
  ...('namedIds' in params && { namedIds: [] }),
})

/** The same object when nothing in it was typed. */
function withoutTyped(event: TicketEvent): TicketEvent {
  switch (event.code) {
    case 'transferred':
      return { ...event, params: { ...event.params, reason: '' } }
    case 'legal_hold_set':
      return { ...event, params: { reason: '' } }
    case 'edited': {
      if (!event.params.changes.some(({ field }) => field in NOTHING)) return event
      const changes = event.params.changes.map((one) => {
        const nothing = NOTHING[one.field]
        return nothing === undefined ? one : { ...one, from: nothing, to: nothing }
      })
      return { ...event, params: { changes } }
    }
    case 'guest_set': {
      if (!event.params.changes.some(({ what }) => what === 'name')) return event
      const changes = event.params.changes.map((one) => (one.what === 'name' ? { ...one, to: '' } : one))
      return { ...event, params: { changes } }
    }
    case 'filled': {
      const changes = event.params.changes.map((one) => ({ ...one, from: null, to: null }))
      return { ...event, params: { ...event.params, changes } }
    }
    default:
      return event
  }
}

/** A ticket while it is being written: what was typed, what that is understood as, and what is sent. Pure. */
import type { CatalogueField, CatalogueItem } from '@/lib/catalogue/schema'
import { type Misfit, misfits } from '@/lib/catalogue/values'
import type { Priority } from '@/lib/tickets/schema'
import { valuesIn } from '../about/field-texts'

export interface Draft {
  /** Made once: a retry of the same draft opens one ticket. */
  id: string
  /** All of it in one line, as typed; what follows is what it was understood as. */
  line: string
  place: Chosen
  what: Chosen
  /** As typed. */
  quantity: string
  /** Chosen by hand; null follows the item. */
  departmentId: string | null
  priority: Priority | null
  /** Null follows the item's minutes. */
  dueAt: string | null
  note: string
  isRestricted: boolean
  guest: DraftGuest
  /** As typed, by field code. */
  fields: Record<string, string>
}

/** Whom it is for. */
export interface DraftGuest {
  name: string
  isInRoom: boolean
  isCallBack: boolean
}

/** What stands in a field, and what it was recognised as. */
export interface Chosen {
  text: string
  id: string | null
}

const NOTHING: Chosen = { text: '', id: null }

export const newDraft = (id: string): Draft => ({
  id,
  line: '',
  place: NOTHING,
  what: NOTHING,
  quantity: '1',
  departmentId: null,
  priority: null,
  dueAt: null,
  note: '',
  isRestricted: false,
  guest: { name: '', isInRoom: false, isCallBack: false },
  fields: {},
})

export const isUntouched = (draft: Draft): boolean =>
  JSON.stringify({ ...newDraft(draft.id), quantity: draft.quantity }) === JSON.stringify(draft)

/** Minutes until free text is due. */
const FREE_TEXT_MINUTES = 60

export interface Understood {
  departmentId: string | null
  priority: Priority
  minutes: number
  isCountable: boolean
  fields: readonly CatalogueField[]
}

/** What the draft will become as it stands. */
export function understand(draft: Draft, item: CatalogueItem | undefined): Understood {
  return {
    departmentId: draft.departmentId ?? item?.departmentId ?? null,
    priority: draft.priority ?? item?.priority ?? 'normal',
    minutes: item?.minutes ?? FREE_TEXT_MINUTES,
    isCountable: item?.countable ?? true,
    fields: item?.fields ?? [],
  }
}

const SUMMARY_MAX = 200
const NOTE_MAX = 4000

/** A field's trouble as a key of the messages, with the field's own name first: `place`, `fields.severity`. */
export type Trouble = { field: string; code: TroubleCode; by?: number }
export type TroubleCode =
  | 'needPlace'
  | 'needWhat'
  | 'needDepartment'
  | 'needField'
  | 'wrongField'
  | 'quantityRange'
  | 'tooLong'

/** Why it cannot be sent yet, in the order of the fields; empty when it can. */
export function troublesOf(draft: Draft, item: CatalogueItem | undefined): Trouble[] {
  const { departmentId, isCountable, fields } = understand(draft, item)
  const what = draft.what.text.trim()
  const found: (Trouble | null)[] = [
    draft.place.text.trim() !== '' && draft.place.id === null ? { field: 'place', code: 'needPlace' } : null,
    what === '' ? { field: 'what', code: 'needWhat' } : tooLong('what', what, SUMMARY_MAX),
    isCountable && quantityOf(draft.quantity) === null ? { field: 'quantity', code: 'quantityRange' } : null,
    departmentId === null && what !== '' ? { field: 'department', code: 'needDepartment' } : null,
    ...misfits(fields, valuesIn(draft.fields, fields)).map(fieldTrouble),
    tooLong('note', draft.note.trim(), NOTE_MAX),
  ]
  return found.filter((trouble) => trouble !== null)
}

const fieldTrouble = ({ code, problem }: Misfit): Trouble => ({
  field: `fields.${code}`,
  code: problem === 'missing_field' ? 'needField' : 'wrongField',
})

function tooLong(field: string, text: string, max: number): Trouble | null {
  const over = [...text].length - max
  return over > 0 ? { field, code: 'tooLong', by: over } : null
}

/** The request's body, for a draft without trouble. */
export function toRequest(draft: Draft, item: CatalogueItem | undefined, at: string) {
  const { departmentId, isCountable, fields } = understand(draft, item)
  const note = draft.note.trim()
  return {
    id: draft.id,
    at,
    placeId: draft.place.id,
    catalogueItemId: draft.what.id,
    summary: draft.what.id === null ? draft.what.text.trim() : '',
    quantity: isCountable ? (quantityOf(draft.quantity) ?? 1) : 1,
    fields: valuesIn(draft.fields, fields),
    departmentId: departmentId ?? undefined,
    priority: draft.priority ?? undefined,
    dueAt: draft.dueAt ?? undefined,
    restricted: draft.isRestricted,
    guestName: draft.guest.name.trim() || undefined,
    guestInRoom: draft.guest.isInRoom || undefined,
    callBack: draft.guest.isCallBack || undefined,
    message: note === '' ? undefined : note,
  }
}

/** "4" → 4; null when it is no number from 1 to 999. */
export function quantityOf(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '') return 1
  const number = /^\d{1,3}$/.test(trimmed) ? Number(trimmed) : 0
  return number >= 1 ? number : null
}

/** "4 towels", "towels x4", "towels × 4" → how many, and of what. */
export function splitQuantity(text: string): { what: string; quantity: number } | null {
  const [, before, first] = /^(\d{1,3})\s*[x×]?\s+(\S.*)$/i.exec(text.trim()) ?? []
  const [, second, after] = /^(.*?\S)\s+[x×]?\s*(\d{1,3})$/i.exec(text.trim()) ?? []
  const what = first ?? second
  const quantity = quantityOf(before ?? after ?? '')
  return what && quantity !== null ? { what, quantity } : null
}

/** "412 towels" typed where the place goes: the place, and the rest. Null when the first word is no place. */
export function splitPlace<T>(
  text: string,
  placeCalled: (name: string) => T | undefined,
): { place: T; rest: string } | null {
  const [, first, rest] = /^(\S+)\s+(\S.*)$/.exec(text.trim()) ?? []
  const place = first === undefined ? undefined : placeCalled(first)
  return place && rest ? { place, rest } : null
}

/** A quick reply while it is being worded: what it will be, and what is still wrong with it. Pure. */
import type { QuickReply } from '@/lib/replies/schema'
import { PLACEHOLDERS, placeholdersIn, REPLY_LANGUAGES, REPLY_MAX, SHORTCUT_MAX } from '@/lib/replies/text'

export interface ReplyDraft {
  departmentId: string | null
  shortcut: string
  texts: Record<string, string>
}

export const draftOf = (reply: QuickReply | null, departmentId: string | null): ReplyDraft =>
  reply
    ? { departmentId: reply.departmentId, shortcut: reply.shortcut, texts: reply.texts }
    : { departmentId, shortcut: '', texts: {} }

/** The languages that the form asks for, and those in which it is written besides. */
export const languagesOf = ({ texts }: ReplyDraft): string[] => [
  ...new Set([...REPLY_LANGUAGES, ...Object.keys(texts)]),
]

/** Without what is empty. */
export function contentOf({ departmentId, shortcut, texts }: ReplyDraft) {
  const written = Object.entries(texts).map(([language, text]) => [language, text.trim()] as const)
  const kept = written.filter(([, text]) => text !== '')
  return { departmentId, shortcut: shortcut.trim().replace(/^\//, ''), texts: Object.fromEntries(kept) }
}

export type TextTrouble =
  | { code: 'needText' }
  | { code: 'tooLong' }
  | { code: 'otherPlaceholders' }
  | { code: 'unknownPlaceholder'; placeholder: string }

const SHORTCUT = new RegExp(`^[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{M}\\p{N}-]{0,${SHORTCUT_MAX - 1}}$`, 'u')

export const isShortcut = (shortcut: string): boolean => SHORTCUT.test(shortcut)

/** What is wrong with each text; nothing about those that are right. */
export function troublesOf({ texts }: ReturnType<typeof contentOf>): ReadonlyMap<string, TextTrouble> {
  const troubles = new Map<string, TextTrouble>()
  if (!texts.en) troubles.set('en', { code: 'needText' })
  const wanted = placeholdersIn(texts.en ?? '').join()
  for (const [language, text] of Object.entries(texts)) {
    const found = placeholdersIn(text)
    const unknown = found.find((name) => !PLACEHOLDERS.some((one) => one === name))
    if ([...text].length > REPLY_MAX) troubles.set(language, { code: 'tooLong' })
    else if (unknown !== undefined) troubles.set(language, { code: 'unknownPlaceholder', placeholder: `{${unknown}}` })
    else if (new Set(found).size < found.length || (texts.en && found.join() !== wanted))
      troubles.set(language, { code: 'otherPlaceholders' })
  }
  return troubles
}

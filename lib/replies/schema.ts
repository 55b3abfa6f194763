/** Quick replies: what a department says often, once in each language. Shared. */
import { z } from 'zod'
import type { Names } from '@/lib/names'
import { clientId, id, text } from '@/lib/schema'
import { LANGUAGES_MAX, PLACEHOLDERS, placeholdersIn, REPLY_MAX, SHORTCUT_MAX } from './text'

export interface QuickReply {
  id: string
  /** Null for every department's. */
  departmentId: string | null
  /** What is typed after "/": short, lower case, one in its department. */
  shortcut: string
  texts: Names
  /** Rises with every change of it. */
  version: number
}

export const replyParams = z.strictObject({ id })

const shortcut = z
  .string()
  .regex(new RegExp(`^[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{M}\\p{N}-]{0,${SHORTCUT_MAX - 1}}$`, 'u'), {
    error: 'must be one short word in lower case',
  })

const texts = z
  .record(z.string().regex(/^[a-z]{2}$/), text(1, REPLY_MAX))
  .refine((value) => 'en' in value, 'must be there in English')
  // Each message that was written with it is read against all of them.
  .refine((value) => Object.keys(value).length <= LANGUAGES_MAX, `must be in at most ${LANGUAGES_MAX} languages`)
  .superRefine((value, context) => {
    const wanted = placeholdersIn(value.en ?? '')
    for (const [language, words] of Object.entries(value)) {
      const found = placeholdersIn(words)
      const unknown = found.find((name) => !PLACEHOLDERS.some((one) => one === name))
      const complain = (message: string) => context.addIssue({ code: 'custom', path: [language], message })
      if (unknown !== undefined) complain(`has an unknown placeholder: {${unknown}}`)
      // What is filled in in one language is what fills the others.
      else if (found.join() !== wanted.join() || new Set(found).size < found.length)
        complain('must have the same placeholders as in English, each once')
    }
  })

const content = { departmentId: id.nullable(), shortcut, texts }

export const addReplyInput = z.strictObject({ id: clientId, ...content })
export type AddReplyInput = z.output<typeof addReplyInput>

/** `version` is the one that the editor saw. */
export const changeReplyInput = z.strictObject({ version: z.number().int().min(1), ...content })
export type ChangeReplyInput = z.output<typeof changeReplyInput>

'use client'
/** What is filled in for a quick reply, what is wrong with it, and saving it: once, however often it is tried. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { addReply, changeReply } from '@/lib/client/replies'
import { untilKnown } from '@/lib/client/until-known'
import { newId } from '@/lib/ids'
import type { QuickReply } from '@/lib/replies/schema'
import { REPLY_MAX } from '@/lib/replies/text'
import { contentOf, draftOf, isShortcut, type ReplyDraft, troublesOf } from './reply-draft'

export const EVERYBODY = 'everybody'

export function useReplyForm(reply: QuickReply | null, onSaved: (reply: QuickReply) => void) {
  const t = useTranslations('replies')
  const errorText = useErrorText()
  const { actor, departments, departmentName } = useHotel()
  const [seen, setSeen] = useState(reply)
  const [id, setId] = useState(newId)
  const [draft, setDraft] = useState(() => draftOf(reply, actor.departmentIds[0] ?? null))
  const [isAsked, setAsked] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [taken, setTaken] = useState<string | null>(null)
  const content = contentOf(draft)
  const troubles = troublesOf(content)

  const save = async () => {
    setSaving(true)
    setFailure(null)
    try {
      const save = () =>
        seen ? changeReply(seen.id, { version: seen.version, ...content }) : addReply({ id, ...content })
      onSaved((await untilKnown(save)).reply)
    } catch (error) {
      setSaving(false)
      const current = error instanceof ApiError ? (error.current as QuickReply | undefined) : undefined
      // Shown as it is now; saved again, it takes the place of that.
      if (current) {
        setSeen(current)
        setDraft(draftOf(current, null))
        setFailure(t('stale'))
      } else if (error instanceof ApiError && error.field === 'body.shortcut') setTaken(errorText(error))
      else {
        // The first try may have been refused for its content only: the next is another.
        if (error instanceof ApiError && !error.isUnknown) setId(newId())
        setFailure(errorText(error))
      }
    }
  }
  const trouble = (language: string) => (isAsked ? troubles.get(language) : undefined)
  return {
    draft,
    change: (change: Partial<ReplyDraft>) => {
      setDraft((before) => ({ ...before, ...change }))
      setTaken(null)
    },
    departments: [
      { value: EVERYBODY, label: t('everybody') },
      ...[...departments.keys()]
        .map((value) => ({ value, label: departmentName(value) }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    ],
    shortcutError: taken ?? (isAsked && !isShortcut(content.shortcut) ? t('wrongShortcut') : undefined),
    textError: (language: string) => {
      const found = trouble(language)
      if (!found) return undefined
      if (found.code === 'unknownPlaceholder') return t(found.code, { placeholder: found.placeholder })
      return found.code === 'tooLong' ? t('tooLong', { count: REPLY_MAX }) : t(found.code)
    },
    failure,
    isSaving,
    submit: (event: React.FormEvent) => {
      event.preventDefault()
      setAsked(true)
      if (!isSaving && troubles.size === 0 && isShortcut(content.shortcut)) void save()
    },
  }
}

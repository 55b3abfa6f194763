'use client'
/** The rules as they are set and as they are being edited, and the requests that set, try, confirm and stop them. */
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ApiError, api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { MONTHS_MAX, type Retention } from '@/lib/privacy/schema'
import { type Draft, type DraftRule, draftOf, isChanged, NO_RULE, rulesOf, wrongIn } from './draft'

export type Doing = 'save' | 'try' | 'confirm' | 'stop'

export interface RetentionHandle {
  retention: Retention
  draft: Draft
  wrong: ReadonlySet<string>
  isChanged: boolean
  doing: Doing | null
  error: string | null
  type: (departmentId: string, change: Partial<DraftRule>) => void
  run: (doing: Doing) => Promise<void>
}

const PATH = '/api/settings/retention'

export function useRetention(initial: Retention): RetentionHandle {
  const errorText = useErrorText()
  const router = useRouter()
  const [retention, setRetention] = useState(initial)
  const [draft, setDraft] = useState(() => draftOf(initial))
  const [doing, setDoing] = useState<Doing | null>(null)
  const [error, setError] = useState<string | null>(null)
  const wrong = wrongIn(draft, MONTHS_MAX)
  const { version, dryRun } = retention
  const requests: Record<Doing, () => Promise<Retention>> = {
    save: () => api.put(PATH, { version, rules: rulesOf(draft) }),
    try: () => api.put(`${PATH}/dry-run`, { version }),
    confirm: () => api.put(`${PATH}/confirmation`, { version, at: dryRun?.at }),
    stop: () => api.del(`${PATH}/confirmation`, { version }),
  }
  const run = async (what: Doing) => {
    if (doing) return
    setDoing(what)
    setError(null)
    try {
      setRetention(await requests[what]())
      // What was done stands below.
      router.refresh()
    } catch (thrown) {
      setError(errorText(thrown))
      // Somebody else has set it: what is set now is shown.
      const current = thrown instanceof ApiError ? (thrown.current as Retention | undefined) : undefined
      if (current) {
        setRetention(current)
        setDraft(draftOf(current))
      }
    } finally {
      setDoing(null)
    }
  }
  const type = (departmentId: string, change: Partial<DraftRule>) =>
    setDraft((before) => new Map(before).set(departmentId, { ...NO_RULE, ...before.get(departmentId), ...change }))
  return { retention, draft, wrong, isChanged: isChanged(draft, retention), doing, error, type, run }
}

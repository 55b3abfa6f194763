'use client'
/** Keeps, changes and drops a view of the board. */
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useFilter } from '@/components/tickets/filter-provider'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { changeView, dropView, keepView } from '@/lib/client/views'
import { newId } from '@/lib/ids'
import type { SavedView, Sharing } from '@/lib/views/schema'
import { useSavedViews } from './saved-views-provider'

export function useKeeping(view: SavedView | undefined, onDone: () => void) {
  const t = useTranslations('views')
  const errorText = useErrorText()
  const { filter } = useFilter()
  const views = useSavedViews()
  // However often it is tried, one view is kept.
  const id = useRef('')
  const isUnderWay = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ text: string; field?: 'name' }>()

  const attempt = async (work: () => Promise<void>) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
      onDone()
    } catch (error) {
      setFailure({ text: errorText(error), field: isAboutName(error) ? 'name' : undefined })
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  const keep = async (name: string, sharing: Sharing) => {
    if (name.trim() === '') return setFailure({ text: t('needName'), field: 'name' })
    await attempt(async () => {
      if (view) return views.put(await changeView(view.id, { name, sharing }))
      id.current ||= newId()
      views.put(await keepView({ id: id.current, name, filter, sharing }))
    })
  }
  const drop = () =>
    attempt(async () => {
      if (!view) return
      await dropView(view.id).catch((error: unknown) => {
        // Somebody was faster, or an answer was lost.
        if (!(error instanceof ApiError && error.status === 404)) throw error
      })
      views.drop(view.id)
    })
  return { keep, drop, isBusy, error: failure?.text, field: failure?.field }
}

const isAboutName = (error: unknown) => error instanceof ApiError && error.field === 'body.name'

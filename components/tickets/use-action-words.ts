'use client'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useNames } from '@/components/people/use-names'
import type { Ticket } from '@/lib/tickets/schema'
import type { BarAction, MenuAction } from './ticket-panel-plan'

/** What an action is called where it stands for itself. */
export function useActionWords(): (action: BarAction | MenuAction, ticket: Pick<Ticket, 'assigneeId'>) => string {
  const t = useTranslations('actions')
  const names = useNames()
  return useCallback(
    (action, { assigneeId }) => {
      if (action === 'take_over' || action === 'unassign') return t(action, { name: names.object(assigneeId) })
      return action === 'assign' && assigneeId ? t('reassign') : t(action)
    },
    [t, names],
  )
}

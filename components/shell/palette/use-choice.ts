'use client'
/** What choosing something in the palette does. */
import { usePathname, useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { asksFirst, changeOf } from '@/components/tickets/action-change'
import { type Filter, NO_FILTER } from '@/components/tickets/board-view'
import { useFilter } from '@/components/tickets/filter-provider'
import { useSelection } from '@/components/tickets/selection'
import type { DialogAction } from '@/components/tickets/ticket-panel-dialog'
import type { BarAction, MenuAction } from '@/components/tickets/ticket-panel-plan'
import { useActionWords } from '@/components/tickets/use-action-words'
import { useQuickChange } from '@/components/tickets/use-quick-change'
import { historyAddress } from '@/lib/client/history'
import type { Ticket } from '@/lib/tickets/schema'
import { useHotel } from '../hotel-provider'
import { isBoard } from '../rail-views'
import { SEARCH_ID } from '../typing'
import type { Command } from './use-entries'

export type Choice =
  | { kind: 'ticket'; ticketId: string }
  | { kind: 'person'; personId: string }
  | { kind: 'view'; filter: Filter }
  | { kind: 'action'; action: BarAction | MenuAction; ticket: Ticket }
  | { kind: 'place'; placeId: string }
  | { kind: 'page'; href: string }
  | { kind: 'command'; command: Command; typed: string }

interface Asking {
  /** An action that asks something first. */
  ask: (action: DialogAction, ticket: Ticket) => void
  startTicket: () => void
  showPlace: (placeId: string) => void
  startMove: () => void
  showKeys: () => void
}

export function useChoice({ ask, startTicket, showKeys, showPlace, startMove }: Asking): (choice: Choice) => void {
  const { actor } = useHotel()
  const { setFilter } = useFilter()
  const { open } = useSelection()
  const { run } = useQuickChange()
  const words = useActionWords()
  const pathname = usePathname()
  const router = useRouter()

  return useCallback(
    (choice) => {
      const show = (filter: Filter) => {
        setFilter(filter)
        if (!isBoard(pathname)) router.push('/')
      }
      switch (choice.kind) {
        case 'ticket':
          return open(choice.ticketId)
        case 'person':
          return show({ ...NO_FILTER, assigneeId: choice.personId })
        case 'view':
          return show(choice.filter)
        case 'action': {
          const { action, ticket } = choice
          if (asksFirst(action)) return ask(action, ticket)
          const change = changeOf(action, ticket, actor.personId)
          if (change) void run(ticket, change, words(action, ticket))
          return
        }
        case 'place':
          return showPlace(choice.placeId)
        case 'page':
          return router.push(choice.href)
        case 'command':
          if (choice.command === 'new') startTicket()
          else if (choice.command === 'keys') showKeys()
          else if (choice.command === 'guests') startMove()
          else if (choice.command === 'board') router.push('/')
          else if (choice.command === 'history') router.push(historyAddress(choice.typed.trim()))
          // Once the palette has given the focus back.
          else setTimeout(() => document.getElementById(SEARCH_ID)?.focus())
      }
    },
    [actor.personId, ask, startTicket, showKeys, showPlace, startMove, setFilter, open, run, words, pathname, router],
  )
}

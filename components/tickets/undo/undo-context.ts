'use client'
/** What is offered to be taken back. */
import { createContext, useContext } from 'react'
import type { Change } from '@/lib/client/tickets'
import type { Ticket } from '@/lib/tickets/schema'

/** A change that was made: the ticket, and the id of the change. */
export interface Made {
  ticket: Ticket
  of: string
}

export interface Undo {
  /** Says what was done, and offers to take it back, when it is of a kind that can be. A further offer replaces it. */
  offer: (change: Pick<Change, 'action'>, made: readonly Made[]) => void
  /** Takes back what is offered now, if it is not too late. */
  take: () => void
  /** What was done, in words, as long as it is offered. */
  note: string | null
}

/** Of these alone something is offered. */
const OFFERED = ['complete', 'close', 'cancel', 'assign', 'transfer'] as const
export const isOffered = (action: string): action is (typeof OFFERED)[number] => OFFERED.some((one) => one === action)

const NOTHING: Undo = { offer: () => {}, take: () => {}, note: null }
export const UndoContext = createContext(NOTHING)

/** Without a provider nothing is offered. */
export const useUndo = (): Undo => useContext(UndoContext)

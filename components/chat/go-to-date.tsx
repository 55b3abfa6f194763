'use client'
import dynamic from 'next/dynamic'
import { createContext, useContext, useState } from 'react'

/** Loaded when somebody wants to go somewhere. */
const GoToDateDialog = dynamic(() => import('./go-to-date-dialog').then((module) => module.GoToDateDialog))

const GoToDateContext = createContext<(day: string) => void>(() => {})

/** Asks for a date, beginning with the given day, and goes there. */
export const useGoToDate = () => useContext(GoToDateContext)

export function GoToDate({ ticketId, children }: { ticketId: string; children: React.ReactNode }) {
  const [day, setDay] = useState<string | null>(null)
  return (
    <GoToDateContext value={setDay}>
      {children}
      {day === null ? null : <GoToDateDialog ticketId={ticketId} day={day} onClose={() => setDay(null)} />}
    </GoToDateContext>
  )
}

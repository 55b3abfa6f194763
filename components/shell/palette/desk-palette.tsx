'use client'
import dynamic from 'next/dynamic'
import type { Ticket } from '@/lib/tickets/schema'
import type { Desk } from '../desk-provider'
import { type Choice, useChoice } from './use-choice'
import { useTypedAhead } from './use-typed-ahead'

/** Fetched when it is first asked for: a tablet never does. */
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })

interface Props {
  desk: Desk
  atHand: Ticket | null
  onClose: () => void
}

export function DeskPalette({ desk, atHand, onClose }: Props) {
  const choose = useChoice(desk)
  const takeTyped = useTypedAhead(onClose)
  const onChoose = (choice: Choice) => {
    // First, for what is chosen may show something else in its place.
    onClose()
    choose(choice)
  }
  return <Palette atHand={atHand} onChoose={onChoose} onClose={onClose} takeTyped={takeTyped} />
}

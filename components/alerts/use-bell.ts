'use client'
/** The page's bell: what calls for the reader, rung on this device while they can hear it. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { usePresence } from '@/components/duty/duty-provider'
import { useLive } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { usePreferences } from '@/components/shell/preferences-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { type Alert, alertsFor, loudnessOf } from '@/lib/alerts/policy'
import { Bell } from '@/lib/client/alerts/bell'
import { type Hearing, speaker } from '@/lib/client/alerts/speaker'
import { forgetOtherTowers, towerFor } from '@/lib/client/alerts/tower'

export interface Ringing {
  /** All that calls for the reader, seen or not. */
  calling: readonly Alert[]
  /** What was not seen lately. */
  shown: readonly Alert[]
  hearing: Hearing
  /** Something may sound here: the reader is on duty, or was given something. */
  isListening: boolean
  see: () => void
}

export function useBell(): Ringing {
  const { actor } = useHotel()
  const { rows } = useBoard().board
  const isOnDuty = usePresence(actor.personId) === 'on_duty'
  const all = useMemo(() => alertsFor(actor, rows.values(), isOnDuty), [actor, rows, isOnDuty])
  const bell = useBellOf(actor.personId)
  const { sound } = usePreferences().preferences
  const hearing = useSyncExternalStore(speaker.subscribe, speaker.read, unknown)
  useEffect(speaker.open, [])
  useEffect(() => bell.start(), [bell])
  useEffect(() => bell.set(all), [bell, all])
  useEffect(() => bell.mayRing(hearing === 'on'), [bell, hearing])
  useLive(bell.look)
  const shown = useSyncExternalStore(bell.subscribe, bell.read, none)
  return {
    calling: all.filter(({ isRead }) => !isRead),
    shown,
    hearing,
    isListening: (isOnDuty || shown.length > 0) && !sound.isMuted,
    see: bell.see,
  }
}

function useBellOf(personId: string): Bell {
  const { departments } = useHotel()
  const { sound: own } = usePreferences().preferences
  const loudness = useRef<(alerts: readonly Alert[]) => number>(() => 0)
  useEffect(() => {
    const ofDepartment = ({ departmentId }: Alert) => departments.get(departmentId)?.loudness ?? 1
    // The loudest of those that call.
    loudness.current = (alerts) => loudnessOf(own, Math.max(0, ...alerts.map(ofDepartment)))
  })
  useEffect(() => forgetOtherTowers(personId), [personId])
  return useState(
    () => new Bell(towerFor(personId, (sound, alerts) => speaker.play(sound, loudness.current(alerts)))),
  )[0]
}

const unknown = (): Hearing => 'unknown'
const NONE: readonly Alert[] = []
const none = () => NONE

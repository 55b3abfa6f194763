'use client'
/** A ticket's thread on this page: the snapshot it was opened with, what the stream adds, what waits to be sent, and other
 *  pages on request. */
import { useCallback, useEffect, useMemo, useReducer, useState, useSyncExternalStore } from 'react'
import { useLive, useOpenTicket, useOutbox } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import type { ThreadPage } from '@/lib/chat/schema'
import type { Outgoing } from '@/lib/client/outgoing'
import { isRefused } from '@/lib/client/refused'
import { onRemoved } from '@/lib/client/removals'
import { Rereader } from '@/lib/client/rereader'
import { readThreadPage } from '@/lib/client/thread'
import { TIMERS } from '@/lib/client/timers'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { shownOf } from './thread-past'
import { lastSeqOf, type Thread, type ThreadAction, threadOf, threadReducer } from './thread-reducer'
import { firstUnread, type Row, rowsOf, steadied } from './thread-rows'
import { useKeepThread } from './use-keep-thread'
import { type Pages, usePages } from './use-pages'
import { type PlaceHandle, usePlace } from './use-place'

export interface ThreadHandle extends Pages {
  thread: Thread
  place: PlaceHandle
  rows: Row[]
  lastSeq: number
  /** What the reader had not read when they opened it. */
  unread: Unread
}

interface Unread {
  count: number
  /** Everything up to here was read. */
  readSeq: number
  /** Older pages must be loaded to reach the first of them. */
  isAbove: boolean
  /** So many that the first of them is opened at its place instead. */
  isFar: boolean
}

/** Entries that are loaded in one go at most. */
const FAR = 200

export function useThread(opened: OpenedTicket, page: ThreadPage): ThreadHandle {
  const { actor } = useHotel()
  const ticketId = opened.ticket.id
  const [thread, dispatch] = useReducer(threadReducer, null, () => threadOf(ticketId, page, opened.readers))
  const [start] = useState(() => ({ ...opened, lastSeq: lastSeqOf(thread) }))
  const outbox = useOutbox()
  const [reader] = useState(
    () =>
      new Rereader(TIMERS, {
        read: (signal) => readThreadPage(ticketId, undefined, signal),
        asked: () => dispatch({ event: 'asked' }),
        taken: (data) => dispatch({ event: 'fresh', data }),
        failed: isRefused,
      }),
  )
  useEffect(() => reader.stop, [reader])
  useEffect(
    () =>
      onRemoved(ticketId, () => {
        if (outbox.errands.isUnopened(ticketId)) return
        // What is shown of long ago would stay as it was.
        dispatch({ event: 'newest' })
        reader.refresh()
      }),
    [ticketId, reader, outbox],
  )

  useOpenTicket(ticketId, start.lastSeq)
  useLive((event) => {
    if (event.event === 'entry' || event.event === 'read' || event.event === 'delivered') dispatch(event)
    if (event.event === 'typing' && event.data.personId !== actor.personId) dispatch({ ...event, now: Date.now() })
    const isAhead = event.event === 'reset' && event.data.scope === 'ticket' && event.data.ticketId === ticketId
    if (isAhead) reader.refresh()
  })
  useEffect(() => outbox.onSent((data) => dispatch({ event: 'entry', data })), [outbox])
  useEffect(() => dispatch({ event: 'readers', data: opened.readers }), [opened.readers])
  useForgetTyping(thread, dispatch)
  useKeepThread(thread, opened)

  const shown = shownOf(thread)
  const pages = usePages(ticketId, shown, dispatch)
  const place = usePlace(thread, dispatch)
  const oldest = shown.entries[0]?.seq ?? 1
  const unread = {
    count: start.ticket.messageCount - start.read.n,
    readSeq: start.read.seq,
    isAbove: shown.before !== null && oldest > start.read.seq + 1,
    isFar: oldest > start.read.seq + FAR,
  }
  const rows = useRows(thread, start)
  return { thread, rows, lastSeq: lastSeqOf(thread), unread, place, ...pages }
}

function useRows(thread: Thread, start: OpenedTicket & { lastSeq: number }): Row[] {
  const { actor, settings } = useHotel()
  const outbox = useOutbox()
  const { ticketId, readers, devices, past } = thread
  const { entries } = shownOf(thread)
  const unsent = useCallback(() => outbox.of(ticketId), [outbox, ticketId])
  const waiting = useSyncExternalStore(outbox.subscribe, unsent, nothing)
  // What waits to be sent comes after everything.
  const outgoing = past ? NOTHING : waiting
  const [shown] = useState<{ rows: Row[] }>(() => ({ rows: [] }))
  return useMemo(() => {
    const knownThen = entries.filter((entry) => entry.seq <= start.lastSeq)
    const isBelow = past !== null && (entries[0]?.seq ?? 0) > start.read.seq + 1
    const unreadFrom = isBelow ? null : firstUnread(knownThen, actor.personId, start.read.seq)
    const { timeZone } = settings
    const rows = rowsOf({ entries, outgoing, readers, devices, readerId: actor.personId, timeZone, unreadFrom })
    shown.rows = steadied(shown.rows, rows)
    return shown.rows
  }, [entries, past, outgoing, readers, devices, actor.personId, settings, start, shown])
}

function useForgetTyping(thread: Thread, dispatch: React.Dispatch<ThreadAction>) {
  const until = Math.min(...thread.typing.values())
  useEffect(() => {
    if (!Number.isFinite(until)) return
    const timer = setTimeout(() => dispatch({ event: 'tick', now: Date.now() }), Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [until, dispatch])
}

const NOTHING: readonly Outgoing[] = []
const nothing = () => NOTHING

/** A page for the tests of components: a hotel, somebody signed in, English words, and a server played by `serve`. The browser
 *  is happy-dom; its EventSource stays silent unless a test speaks through it. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { cleanup, render } from '@testing-library/react'
import { NextIntlClientProvider } from 'next-intl'
import { afterEach, vi } from 'vitest'
import { LiveProvider } from '@/components/live/live-provider'
import { ClockProvider } from '@/components/shell/clock'
import { type Directory, HotelProvider } from '@/components/shell/hotel-provider'
import { type CastMember, cast, departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { PlayedSource } from '@/lib/client/rehearsal'
import { formats } from '@/lib/words/formats'
import messages from '@/lib/words/messages/en.json'

const actorOf = (member: CastMember): Actor => ({
  personId: member.id,
  name: member.name,
  role: member.role,
  departmentIds: member.departmentIds,
  locale: 'en',
  sessionId: '01900000-0000-7000-8000-0000000000ff',
})

const directoryFor = (actor: Actor): Directory => ({
  actor,
  settings: {
    hotelName: 'The Alder',
    timeZone: 'UTC',
    businessDayStart: '03:00',
    shifts: [],
    closeAfterHours: 24,
    demo: true,
  },
  people: Object.values(cast).map(({ id, name, role, departmentIds }) => ({
    id,
    name,
    role,
    departmentIds,
    active: true,
  })),
  departments: Object.values(departments).map(({ id, code }) => ({ id, code, names: { en: code } })),
  places: [],
  catalogue: [],
})

/** The newest stream of the page. */
export let stream: PlayedSource

export interface Request {
  method: string
  path: string
  body: Record<string, unknown>
}

export interface Answer {
  status: number
  body: unknown
}

/** Plays the server: everything asked is kept, `answer` says what comes back. */
export function serve(answer: (request: Request) => Answer | Promise<Answer>): Request[] {
  const asked: Request[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {}
    const request = { method: init.method ?? 'GET', path, body }
    asked.push(request)
    const { status, body: answered } = await answer(request)
    return Response.json(answered, { status })
  })
  return asked
}

export function show(children: React.ReactNode, who: CastMember = cast.felix) {
  vi.stubGlobal(
    'EventSource',
    class extends PlayedSource {
      constructor(url: string) {
        super(url)
        this.personId = who.id
        stream = this
      }
    },
  )
  const page = (content: React.ReactNode) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" formats={formats} messages={messages}>
      <ClockProvider renderedAt={Date.UTC(2026, 10, 23, 9)}>
        <HotelProvider directory={directoryFor(actorOf(who))}>
          <LiveProvider actorId={who.id}>{content}</LiveProvider>
        </HotelProvider>
      </ClockProvider>
    </NextIntlClientProvider>
  )
  const { rerender, ...rest } = render(page(children))
  return { ...rest, rerender: (content: React.ReactNode) => rerender(page(content)) }
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
  globalThis.indexedDB = new IDBFactory()
})

/** What a server test stands on: people of the demo hotel, signed in for real, and route handlers asked as a browser would. */
import { type CastMember, cast } from '@/db/cast'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { createSession, sessionCookie } from '@/lib/auth/session'

export { takeErrors } from './errors'

export const ORIGIN = 'http://bellboard.test'

/** Signs somebody in: a new session, and the actor as PostgreSQL knows them. */
export async function actorAs(who: CastMember | keyof typeof cast): Promise<Actor> {
  const person = typeof who === 'string' ? cast[who] : who
  const { sessionId } = await createSession(person.id, 'a test')
  const { actors } = await loadActors([sessionId])
  const actor = actors.get(sessionId)
  if (!actor) throw new Error(`${person.name} has no session: is the demo hotel in the template?`)
  return actor
}

interface Question {
  /** Signed out without. */
  as?: Actor
  method?: string
  params?: Record<string, string>
  query?: Record<string, string | number>
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, with the content type of `headers`, or JSON's. */
  rawBody?: BodyInit
  /** Over the usual ones; an empty value removes one. */
  headers?: Record<string, string>
  signal?: AbortSignal
}

// biome-ignore lint/suspicious/noExplicitAny: tests read what they expect, and an expectation fails on anything else
export interface Reply<T = any> {
  status: number
  body: T
  headers: Headers
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** The request a browser on one of the hotel's own pages would send. */
export async function requestOf(question: Question): Promise<Request> {
  const { as, method = 'GET', query = {}, body, rawBody, signal } = question
  const url = new URL('/api/asked', ORIGIN)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body))
  const headers = new Headers({ host: 'bellboard.test', 'user-agent': 'a test' })
  if (method !== 'GET' && method !== 'HEAD') headers.set('origin', ORIGIN)
  if (content !== undefined) headers.set('content-type', 'application/json')
  if (as) headers.set('cookie', await sessionCookie(as.sessionId, as.personId))
  for (const [name, value] of Object.entries(question.headers ?? {}))
    if (value) headers.set(name, value)
    else headers.delete(name)
  return new Request(url, { method, headers, body: content, signal, ...(content ? { duplex: 'half' } : {}) })
}

/** Calls a route handler; `body` of the reply is parsed when it is JSON, else text. */
// biome-ignore lint/suspicious/noExplicitAny: see Reply
export async function ask<T = any>(handler: Handler, question: Question = {}): Promise<Reply<T>> {
  const response = await handler(await requestOf(question), { params: Promise.resolve(question.params ?? {}) })
  const content = await response.text()
  const isJson = response.headers.get('content-type')?.includes('application/json')
  return { status: response.status, body: isJson ? JSON.parse(content) : content, headers: response.headers }
}

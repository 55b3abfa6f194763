/** The API as a script uses it: somebody signed in with their real password, asking over HTTP from the hotel's own origin. */
import { setTimeout as pause } from 'node:timers/promises'
import { type CastMember, PASSWORD } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'

interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a spec reads what it expects, and an expectation fails on anything else
  body: any
}

export interface Api {
  origin: string
  /** For a Cookie header. */
  cookie: string
  /** Waits, as it is told to, when this person's scripts together ask faster than one may. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>
  /** Opens a ticket and answers it. Throws unless it was opened. */
  open(input: Record<string, unknown>): Promise<Ticket>
  /** Sends a message; answers the status. */
  say(ticketId: string, text: string, id?: string): Promise<Answer>
}

export async function apiOf(origin: string, who: CastMember): Promise<Api> {
  const cookie = await signIn(origin, who)
  const tryAsk: Api['ask'] = async (method, path, body) => {
    const response = await fetch(origin + path, {
      method,
      headers: { cookie, origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual',
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('application/json')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }
  const ask: Api['ask'] = async (...asked) => {
    for (let tries = 1; ; tries++) {
      const answer = await tryAsk(...asked)
      if (answer.body?.error?.message !== 'slow_down' || tries === MOST_TRIES) return answer
      await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000)
    }
  }
  return {
    origin,
    cookie,
    ask,
    open: async (input) => {
      const { status, body } = await ask('POST', '/api/tickets', { id: newId(), ...input })
      if (status !== 201) throw new Error(`the ticket was not opened: ${status} ${JSON.stringify(body)}`)
      return body.ticket
    },
    say: (ticketId, text, id = newId()) => ask('POST', `/api/tickets/${ticketId}/messages`, { id, body: text }),
  }
}

/** Many who come at once wait for a place at the hashes; the house says how long. */
const MOST_TRIES = 10

/** Answers "name=value" of the session cookie. */
async function signIn(origin: string, who: CastMember): Promise<string> {
  for (let tries = 1; ; tries++) {
    const response = await trySignIn(origin, who)
    const session = cookiesOf(response).find((cookie) => /^next-auth\.session-token=./.test(cookie))
    if (session) return session
    if (response.status !== 503 || tries === MOST_TRIES)
      throw new Error(`${who.email} could not sign in: ${response.status} ${await response.text()}`)
    await pause(Number(response.headers.get('retry-after') ?? 1) * 1_000)
  }
}

/** What NextAuth's browser side does, without a browser. */
async function trySignIn(origin: string, { email }: CastMember): Promise<Response> {
  const asked = await fetch(`${origin}/api/auth/csrf`)
  const { csrfToken } = await asked.json()
  return fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { origin, cookie: cookiesOf(asked).join('; '), 'content-type': 'application/json' },
    body: JSON.stringify({ csrfToken, email, password: PASSWORD }),
    redirect: 'manual',
  })
}

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')

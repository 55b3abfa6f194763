/** NextAuth behind our own door: e-mail and password, and a token that names a person and a session. Which of the hotel's
 *  addresses it serves is decided anew with each request, from the configured ones only. */
import 'server-only'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth, { type NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { claims, SESSION_HOURS } from './cookie'
import { localPath } from './local-path'
import type { SignedIn } from './sign-in'

/** One request to NextAuth, already checked by `lib/api/auth-route.ts`. */
export interface Asked {
  method: string
  /** After `/api/auth/`: `["callback", "credentials"]`. */
  path: string[]
  query: Record<string, string>
  body: Record<string, string> | undefined
  cookies: Record<string, string>
  /** One of `PUBLIC_URL`. */
  origin: string
}

/** What NextAuth calls; each may throw, and then `handle` throws the same. */
export interface Doors {
  signIn: () => Promise<SignedIn>
  signOut: (sessionId: string) => Promise<void>
}

/** NextAuth's answer. It keeps failures of the doors to itself or answers 200; here they are thrown. */
export async function handle(asked: Asked, doors: Doors): Promise<Response> {
  const failures: unknown[] = []
  const noticed = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error) => {
      failures.push(error)
      throw error
    })
  const answer = new Answer()
  await NextAuth(nodeRequest(asked), answer as unknown as NextApiResponse, optionsFor(asked.origin, doors, noticed))
  if (failures.length > 0) throw failures[0]
  // A form without NextAuth's own token is sent back to where it came from.
  if (/\/api\/auth\/sign(in|out)\?csrf=true$/.test(answer.redirect ?? '')) throw new AppError('forbidden', 'stale_form')
  return answer.response()
}

function optionsFor(origin: string, doors: Doors, noticed: <T>(work: Promise<T>) => Promise<T>): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: origin.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async () => {
          const { personId, sessionId } = await noticed(doors.signIn())
          return { id: personId, sessionId }
        },
      }),
    ],
    callbacks: {
      // Nothing of the person goes into the token: they are read from PostgreSQL with every request.
      jwt: ({ token, user }) => (user ? { personId: user.id, sessionId: user.sessionId } : token),
      redirect: ({ url, baseUrl }) => baseUrl + localPath(url, baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        const named = claims.safeParse(token)
        if (named.success) await noticed(doors.signOut(named.data.sessionId))
      },
    },
    logger: {
      error: (code) => log.info({ code }, 'next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => {},
    },
  }
}

/** NextAuth as a route handler takes host and cookies from Next's own request, past whatever we hand it; as a Pages handler it
 *  takes what it is given. So it is given that, with the address already decided. */
function nodeRequest({ method, path, query, body, cookies, origin }: Asked): NextApiRequest {
  // It would believe NEXTAUTH_URL, one address for all, over what it is given.
  delete process.env.NEXTAUTH_URL
  process.env.AUTH_TRUST_HOST = 'true'
  const { host, protocol } = new URL(origin)
  const headers = { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) }
  return { method, headers, cookies, body, query: { ...query, nextauth: path } } as unknown as NextApiRequest
}

/** The few calls that NextAuth makes on Node's response. */
class Answer {
  private code = 200
  private readonly headers = new Headers()
  private cookies: string[] = []
  private body: string | null = null
  /** Where it sends the browser, as a `Location` or as the answer to a script. */
  redirect: string | undefined

  status(code: number) {
    this.code = code
    return this
  }

  getHeader(name: string) {
    return name.toLowerCase() === 'set-cookie' ? this.cookies : this.headers.get(name)
  }

  setHeader(name: string, value: string | string[]) {
    if (name.toLowerCase() === 'set-cookie') this.cookies = [value].flat()
    else this.headers.set(name, String(value))
    if (name === 'Location') this.redirect = String(value)
    return this
  }

  json(value: unknown) {
    if (typeof value === 'object' && value && 'url' in value) this.redirect = String(value.url)
    this.headers.set('content-type', 'application/json')
    this.body = JSON.stringify(value)
  }

  send(value: unknown) {
    if (typeof value === 'string') this.body = value
    else if (value !== undefined) this.json(value)
  }

  end() {}

  response(): Response {
    // Where the browser was last is its own affair, and would be one more thing to check when it comes back.
    const kept = this.cookies.filter((cookie) => !cookie.includes('next-auth.callback-url='))
    for (const cookie of kept) this.headers.append('set-cookie', cookie)
    this.headers.set('cache-control', 'private, no-store')
    return new Response(this.body, { status: this.code, headers: this.headers })
  }
}

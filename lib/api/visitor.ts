/** A browser that tests stand on: it does what NextAuth's browser side does, with a cookie jar of its own. */
import { type CastMember, PASSWORD } from '@/db/cast'
import { actorOf } from '@/lib/auth/session'
import { authRoute } from './auth-route'

export const PLAIN = 'http://bellboard.test'
export const SECURE = 'https://bell.alder.example'

let browsers = 0

export class Browser {
  readonly jar = new Map<string, string>()
  set: string[] = []

  constructor(
    readonly origin: string,
    readonly address = `192.0.2.${++browsers}`,
  ) {}

  async ask(path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const usual = { host: new URL(this.origin).host, cookie, 'x-forwarded-for': this.address, 'user-agent': 'a test' }
    const sent = fields && { method: 'POST', body: new URLSearchParams(fields), duplex: 'half' }
    const request = new Request(`${this.origin}/api/auth/${path}`, {
      headers: Object.entries({ ...usual, ...(fields ? { origin: this.origin } : {}), ...headers }).filter(
        ([, value]) => value,
      ),
      ...sent,
    })
    const response = await authRoute(request, new URL(request.url).pathname.split('/').slice(3))
    this.set = response.headers.getSetCookie()
    for (const line of this.set) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value) this.jar.set(name, value)
      else this.jar.delete(name)
    }
    const body = response.headers.get('content-type')?.includes('json') ? await response.json() : await response.text()
    return { status: response.status, headers: response.headers, body }
  }

  async csrfToken(): Promise<string> {
    return (await this.ask('csrf')).body.csrfToken
  }

  async signIn(who: Pick<CastMember, 'email'>, password = PASSWORD, more: Record<string, string> = {}) {
    const csrfToken = await this.csrfToken()
    return this.ask('callback/credentials', { email: who.email, password, csrfToken, json: 'true', ...more })
  }

  async signOut() {
    return this.ask('signout', { csrfToken: await this.csrfToken(), json: 'true' })
  }

  /** Whom a page would greet. */
  actor() {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return actorOf(new Request(this.origin, { headers: { cookie, host: new URL(this.origin).host } }))
  }
}

/** Somebody at a screen of the hotel: signed in, with requests and streams like a browser's. */
import { Agent, request } from 'node:http'
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import type { Browser } from '@/lib/client/live'
import { newId } from '@/lib/schema'
import type { Changed } from '@/lib/tickets/schema'
import { openEventSource } from './event-source'

const requests = new Agent({ keepAlive: true, maxSockets: 64 })

export class Person {
  constructor(
    private readonly origin: string,
    readonly cookie: string,
  ) {}

  async openTicket(summary: string, departmentId: string): Promise<string> {
    const id = newId()
    await this.ask<Changed>('POST', '/api/tickets', { id, summary, departmentId })
    return id
  }

  send(ticketId: string, id: string, body: string): Promise<{ entry: Entry }> {
    return this.ask('POST', `/api/tickets/${ticketId}/messages`, { id, body })
  }

  /** What the page's code sees of a browser. */
  browser(): Browser {
    return {
      openSource: (url) => openEventSource(this.origin + url, this.cookie),
      messagesAfter: (ticketId, after) =>
        this.ask<ThreadPage>('GET', `/api/tickets/${ticketId}/messages?after=${after}&limit=200`),
      probe: async () => 'unknown',
      signedOut: () => {
        throw new Error('signed out in the middle of it')
      },
      isSomebodyElses: () => {
        throw new Error('the stream of somebody else')
      },
      isOnline: () => true,
      isHidden: () => false,
      noteServerTime: () => {},
      timers: {
        now: () => Date.now(),
        setTimeout: (run, ms) => setTimeout(run, ms),
        clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
        random: Math.random,
      },
    }
  }

  private ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      const headers = {
        cookie: this.cookie,
        origin: this.origin,
        ...(body ? { 'content-type': 'application/json' } : {}),
      }
      const asked = request(this.origin + path, { method, agent: requests, headers }, async (response) => {
        try {
          const text = (await response.setEncoding('utf8').toArray()).join('')
          const { statusCode = 0 } = response
          if (statusCode < 300) resolve(JSON.parse(text))
          else reject(new Error(`${method} ${path}: ${statusCode} ${text}`))
        } catch (error) {
          reject(error)
        }
      })
      asked.on('error', reject)
      asked.end(body ? JSON.stringify(body) : undefined)
    })
  }
}

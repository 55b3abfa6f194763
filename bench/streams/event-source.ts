/** What of a browser's EventSource the page's code uses, on a socket of Node's. Like the page's, it never reconnects by itself. */
import { type IncomingMessage, request } from 'node:http'
import { createParser } from 'eventsource-parser'
import type { Source } from '@/lib/client/live-stream'

interface Watching {
  /** Every event, before the page's code has it. */
  onEvent?: (event: string, data: string) => void
  /** The stream stands: whoever pauses it is a browser that takes nothing. */
  onOpen?: (response: IncomingMessage) => void
}

export function openEventSource(url: string, cookie: string, { onEvent, onOpen }: Watching = {}): Source {
  const listeners = new Map<string, (message: { data: string }) => void>()
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => {
      onEvent?.(event, data)
      listeners.get(event)?.({ data })
    },
  })
  const fail = () => {
    source.readyState = 2
    source.onerror?.(new Event('error'))
  }
  const asked = request(url, { agent: false, headers: { cookie } }, (response) => {
    if (response.statusCode !== 200) {
      response.resume()
      return fail()
    }
    onOpen?.(response)
    response.setEncoding('utf8')
    response.on('data', (text: string) => parser.feed(text)).on('end', fail)
    response.on('error', fail)
  })
  asked.on('error', fail).end()
  const source = {
    readyState: 0,
    onerror: null as Source['onerror'],
    addEventListener: (name: string, listener: (message: { data: string }) => void) =>
      void listeners.set(name, listener),
    close: () => {
      source.onerror = null
      asked.destroy()
    },
  }
  return source
}

/** The live stream as its bytes: what a browser's EventSource would have been given. */
import { createParser } from 'eventsource-parser'
import type { LiveEvent } from '@/lib/live/events'
import type { Api } from './api'

export interface RawStream {
  status: number
  headers: Headers
  events: LiveEvent[]
  /** Everything received so far, undecoded. */
  text(): string
  /** Resolves when the server has ended it; `broken` when it was cut off. */
  ended: Promise<'ended' | 'broken'>
  close(): void
}

/** `open`: tickets to have open, as `<id>:<seq>`. */
export async function readLive(
  api: Api,
  open: string[] = [],
  headers: Record<string, string> = {},
): Promise<RawStream> {
  const leave = new AbortController()
  const query = open.length > 0 ? `?open=${open.join(',')}` : ''
  const response = await fetch(`${api.origin}/api/live${query}`, {
    headers: { cookie: api.cookie, accept: 'text/event-stream', ...headers },
    signal: leave.signal,
  })
  const events: LiveEvent[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => void events.push({ event, data: JSON.parse(data) } as LiveEvent),
  })
  let text = ''
  const read = async (): Promise<'ended' | 'broken'> => {
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body ?? []) {
        const piece = decoder.decode(chunk, { stream: true })
        text += piece
        parser.feed(piece)
      }
      return 'ended'
    } catch {
      return 'broken'
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    events,
    text: () => text,
    ended: read(),
    close: () => leave.abort(),
  }
}

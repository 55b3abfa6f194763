/** Server-sent events as bytes. A record's bytes are made when the first connection needs them, and once for all. */
import 'server-only'
import { entryUnquoted, entryWithout, removedBy } from '@/lib/chat/removal'
import type { Entry } from '@/lib/chat/schema'
import type { View } from './audience'
import type { EntryRecord, Ephemeral, LiveEventName, LiveEvents } from './events'
import { previewsOf } from './events'

const encoder = new TextEncoder()

/** JSON has no line feeds of its own, so the data is always one line. */
export function frame<Name extends LiveEventName>(name: Name, data: LiveEvents[Name], id?: string): Uint8Array {
  return encoder.encode(`${id ? `id: ${id}\n` : ''}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}

export const entryFrame = (entry: LiveEvents['entry']): Uint8Array =>
  frame('entry', entry, `${entry.ticketId}:${entry.seq}`)

type Redaction = Extract<Entry, { kind: 'redaction' }>

/** An entry on its way to many. */
export class Bulletin {
  private readonly frames = new Map<View, Uint8Array>()

  constructor(
    public record: EntryRecord,
    private readonly onReached: (personId: string, record: EntryRecord) => void = () => {},
  ) {}

  /** Says nothing any more of what this redaction removes: whoever takes it late is shown what stays of it. */
  forget(redaction: Redaction): void {
    const { entry, delivery } = this.record
    const { ticketId, seq } = entry
    const { redactedSeq, quotedIn } = redaction.body
    if (ticketId !== redaction.ticketId || seq < redactedSeq || seq >= redaction.seq) return
    const unquoted = quotedIn?.includes(seq) ? entryUnquoted(entry) : entry
    const shown = seq === redactedSeq ? entryWithout(entry, removedBy(redaction)) : unquoted
    // The ticket may quote it; the redaction brings a newer one.
    this.record = { ...this.record, entry: shown, delivery: { ...delivery, ticket: null } }
    this.frames.clear()
  }

  /** The same bytes for everybody whose stream takes them. */
  for(personId: string, view: View): Uint8Array {
    if (view === 'entry' || view === 'activity') this.onReached(personId, this.record)
    return this.as(view)
  }

  as(view: View): Uint8Array {
    const known = this.frames.get(view)
    if (known) return known
    const made = this.encode(view)
    this.frames.set(view, made)
    return made
  }

  private encode(view: View): Uint8Array {
    const { entry, delivery } = this.record
    const { ticketId, seq, n, authorId, at } = entry
    if (view === 'entry') return entryFrame(entry)
    if (view === 'gone') return frame('gone', { ticketId, seq })
    if (view === 'ticket') return delivery.ticket ? frame('ticket', delivery.ticket) : new Uint8Array()
    const said = entry.kind === 'message' ? previewsOf(entry.body) : { preview: '' }
    return frame('activity', { ticketId, seq, n, authorId, ...said, at })
  }
}

/** Something that may be lost, on its way to many. */
export class Whisper {
  private bytes: Uint8Array | undefined

  constructor(readonly said: Ephemeral) {}

  asFrame(): Uint8Array {
    this.bytes ??= frame<Ephemeral['event']>(this.said.event, this.said.data)
    return this.bytes
  }
}

/** What a ring holds besides entries: everyone's access must be as new as this; the board must be fetched again. */
export type Item =
  | { type: 'bulletin'; bulletin: Bulletin; accessVersion: number }
  | { type: 'access'; accessVersion: number }
  | { type: 'reset'; bytes: Uint8Array; accessVersion: 0 }

/** An export as a file on its way: read no faster than it is taken, and ended on record however it ends. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { log, wordsOf } from '@/lib/log'
import { beginExport, endExport, moveExport } from './exports'
import { type Order, piecesOf } from './writing'

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' }

/** 404 for whoever did not ask for it, 409 when it has been begun before. Breaks off when whoever takes it goes away, is signed out
 *  or may no longer export. */
export async function exportFile(actor: Actor, id: string): Promise<Response> {
  const order = await beginExport(actor, id)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: order.timeZone }).format(new Date())
  return new Response(bytesOf(id, written(id, actor, order)), {
    headers: {
      'content-type': `${TYPES[order.format]}${order.format === 'csv' ? '; header=present' : ''}`,
      'content-disposition': `attachment; filename="${order.what}-${day}.${order.format}"`,
      // Compressing would hold back what has been written.
      'cache-control': 'private, no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'x-time-zone': order.timeZone,
    },
  })
}

const TOLD_MS = 500

/** Its text, and on record how far it is. */
async function* written(id: string, actor: Actor, order: Order): AsyncGenerator<string> {
  let rows = 0
  let isWhole = false
  let toldAt = 0
  try {
    for await (const piece of piecesOf(actor, order)) {
      if (piece.text !== '') yield piece.text
      rows += piece.rows
      if (Date.now() - toldAt < TOLD_MS) continue
      toldAt = Date.now()
      await moveExport(id, rows)
    }
    isWhole = true
  } finally {
    await endExport(id, rows, isWhole ? 'finished' : 'broken_off')
  }
}

function bytesOf(id: string, texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await texts.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.warn({ export: id, error: wordsOf(error) }, 'an export broke off')
          controller.error(error)
        }
      },
      async cancel() {
        await texts.return(undefined)
      },
    },
    // Nothing is read ahead.
    { highWaterMark: 0 },
  )
}

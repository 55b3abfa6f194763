/** Writes an export, piece by piece: each piece is read, written and forgotten before the next, so that an export of years needs
 *  no more memory than one of a day. Whoever exports is looked at anew for each: who is signed out meanwhile, or may no longer
 *  export, gets no more of it. */
import 'server-only'
import { actorNow } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { canReport } from '@/lib/reports/policy'
import { type Column, csvHead, csvLine, jsonLine, MARK } from './csv'
import { entryColumns, readEntryRows, selectThreads, spansOf } from './entry-rows'
import { NamesOf } from './names-of'
import { listSelected } from './selection'
import { selectTicketRows, ticketColumns } from './ticket-rows'
import type { ExportedWhat, ExportFilter, ExportFormat } from './vocabulary'

export interface Order {
  what: ExportedWhat
  format: ExportFormat
  withMark: boolean
  filter: ExportFilter
  timeZone: string
}

export interface Piece {
  text: string
  /** In it. */
  rows: number
}

/** A look at what is selected costs more than what it finds. */
const SELECTED_AT_ONCE = 2_000
const TICKETS_AT_ONCE = 200
const ENTRIES_AT_ONCE = 400

export async function* piecesOf(actor: Actor, order: Order): AsyncGenerator<Piece> {
  const names = new NamesOf(actor.locale)
  if (order.what === 'tickets') {
    const columns = ticketColumns(names, order.timeZone)
    yield headOf(columns, order)
    for await (const { actor: now, ids } of pagesOf(actor, order)) {
      const rows = await selectTicketRows(now, ids, order.format, order.timeZone)
      await names.learn(rows)
      yield pieceOf(columns, rows, order.format)
    }
    return
  }
  const columns = entryColumns(names, order.timeZone)
  yield headOf(columns, order)
  for await (const { actor: now, ids } of pagesOf(actor, order))
    for (const span of spansOf(await selectThreads(now, ids), ENTRIES_AT_ONCE)) {
      const rows = await readEntryRows(now, span, order.format, order.timeZone)
      await names.learn(rows)
      yield pieceOf(columns, rows, order.format)
    }
}

/** Pages of tickets, the newest first, each for the actor as they are then. */
async function* pagesOf(actor: Actor, { filter }: Order): AsyncGenerator<{ actor: Actor; ids: string[] }> {
  let before: number | null = null
  for (;;) {
    const now = await exporting(actor)
    const found: { id: string; number: number }[] = await listSelected(now, filter, before, SELECTED_AT_ONCE)
    for (let from = 0; from < found.length; from += TICKETS_AT_ONCE)
      yield { actor: await exporting(actor), ids: found.slice(from, from + TICKETS_AT_ONCE).map(({ id }) => id) }
    if (found.length < SELECTED_AT_ONCE) return
    before = found.at(-1)?.number ?? 0
  }
}

const exporting = (actor: Actor) => actorNow(actor, canReport, 'exports_not_yours')

const headOf = <Row>(columns: readonly Column<Row>[], { format, withMark }: Order): Piece => ({
  text: format === 'csv' ? `${withMark ? MARK : ''}${csvHead(columns)}` : '',
  rows: 0,
})

const pieceOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], format: ExportFormat): Piece => ({
  text: rows.map((row) => (format === 'csv' ? csvLine(columns, row) : jsonLine(columns, row))).join(''),
  rows: rows.length,
})

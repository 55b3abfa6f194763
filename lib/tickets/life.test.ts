/** The life of a ticket, cell by cell, through the doors and the database: where every action leads from every status. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import { readJournal } from '@/lib/chat/entries'
import { AppError } from '@/lib/errors'
import { actorAs } from '@/scripts/stage/stage'
import { acceptTicket, assignTicket, releaseTicket, transferTicket, unassignTicket } from './assignment'
import type { Changed, Ticket } from './schema'
import { asking, opened, ticketIn, written } from './specimen'
import { editTicket } from './tickets'
import { findVisible } from './visible'
import {
  cancelTicket,
  closeTicket,
  completeTicket,
  holdTicket,
  reopenTicket,
  resumeTicket,
  sendBackTicket,
  startWork,
} from './work'

const COLUMNS = ['new', 'accepted', 'in_progress', 'held_new', 'held', 'done', 'closed', 'cancelled'] as const
type Column = (typeof COLUMNS)[number]

/** The status it leads to · `same`: it is so already, nothing is written · a refusal. Hana has it where somebody does; Nora,
 *  a manager, asks. `taken`: accepted_by_other, `not_his`: not_assignee_any_more, `state`: wrong_state. */
const LEADS = {
  //                 new         accepted  in_progress held_new held     done     closed cancelled
  accept: `          accepted    taken     taken       state    taken    state    state  state`,
  accept_again: `    accepted    same      same        state    same     state    state  state`,
  take_over: `       not_his     accepted  accepted    not_his  on_hold  state    state  not_his`,
  release: `         same        new       new         same     on_hold  state    state  state`,
  start: `           state       in_progress same      state    state    state    state  state`,
  hold: `            on_hold     on_hold   on_hold     state    state    state    state  state`,
  hold_again: `      on_hold     on_hold   on_hold     same     same     state    state  state`,
  resume: `          same        same      same        new      accepted state    state  state`,
  complete: `        state       done      done        state    state    same     state  state`,
  send_back: `       state       same      state       state    state    accepted state  state`,
  close: `           state       state     state       state    state    closed   same   state`,
  reopen: `          same        state     state       state    state    state    new    new`,
  cancel: `          cancelled   cancelled cancelled   cancelled cancelled state  state  same`,
  assign: `          accepted    accepted  accepted    on_hold  on_hold  state    state  state`,
  assign_same: `     accepted    same      same        on_hold  same     state    state  state`,
  unassign: `        same        new       new         same     on_hold  state    state  state`,
  transfer: `        new         new       new         new      new      state    state  state`,
  transfer_same: `   same        same      same        same     same     state    state  state`,
  edit: `            new         accepted  in_progress on_hold  on_hold  done     state  state`,
} as const
type Asked = keyof typeof LEADS

let nora: Actor
let hana: Actor
beforeAll(async () => {
  nora = await actorAs('nora')
  hana = await actorAs('hana')
})

const ASK: Record<Asked, (ticket: Ticket) => Promise<Changed>> = {
  accept: ({ id }) => acceptTicket(nora, id, written()),
  accept_again: ({ id }) => acceptTicket(hana, id, written()),
  take_over: ({ id }) => acceptTicket(nora, id, { ...written(), from: cast.hana.id }),
  release: ({ id }) => releaseTicket(nora, id, written()),
  start: ({ id }) => startWork(nora, id, written()),
  hold: ({ id }) => holdTicket(nora, id, { ...written(), reason: 'vendor' }),
  hold_again: ({ id }) => holdTicket(nora, id, { ...written(), reason: 'do_not_disturb' }),
  resume: ({ id }) => resumeTicket(nora, id, written()),
  complete: ({ id }) => completeTicket(nora, id, written()),
  send_back: ({ id }) => sendBackTicket(nora, id, written()),
  close: ({ id }) => closeTicket(nora, id, written()),
  reopen: ({ id }) => reopenTicket(nora, id, written()),
  cancel: ({ id }) => cancelTicket(nora, id, { ...written(), reason: 'mistake' }),
  assign: ({ id }) => assignTicket(nora, id, { ...written(), personId: cast.maria.id }),
  assign_same: ({ id }) => assignTicket(nora, id, { ...written(), personId: cast.hana.id }),
  unassign: ({ id }) => unassignTicket(nora, id, written()),
  transfer: ({ id }) =>
    transferTicket(nora, id, { ...written(), departmentId: departments.engineering.id, reason: 'A leak' }),
  transfer_same: ({ id }) =>
    transferTicket(nora, id, { ...written(), departmentId: departments.housekeeping.id, reason: 'Again' }),
  edit: ({ id, version }) => editTicket(nora, id, { ...written(), version, summary: 'Large ones' }),
}

async function ticketAs(column: Column): Promise<Ticket> {
  if (column === 'held') return ticketIn('on_hold')
  if (column !== 'held_new') return ticketIn(column)
  const { id } = await ticketIn('new')
  const { ticket } = await holdTicket(hana, id, { ...written(), reason: 'do_not_disturb' })
  if (!ticket) throw new Error('not seen')
  return ticket
}

const REFUSALS: Record<string, string> = {
  taken: 'accepted_by_other',
  not_his: 'not_assignee_any_more',
  state: 'wrong_state',
}

describe('where every action leads', () => {
  for (const [name, row] of Object.entries(LEADS))
    for (const [index, outcome] of row.trim().split(/\s+/).entries()) {
      const column = COLUMNS[index] ?? 'new'
      it.concurrent(`${name} when ${column} → ${outcome}`, async ({ expect }) => {
        const before = await ticketAs(column)
        const asked = ASK[name as Asked](before)
        if (outcome in REFUSALS) {
          const error = await asked.catch((thrown: unknown) => thrown)
          expect(error).toBeInstanceOf(AppError)
          expect(error).toMatchObject({ code: 'conflict', told: { code: REFUSALS[outcome] } })
          expect((error as AppError).details.current).toEqual(before)
        } else {
          const { ticket, seq } = await asked
          expect(ticket?.status).toBe(outcome === 'same' ? before.status : outcome)
          expect(seq).toBe(before.lastSeq + (outcome === 'same' ? 0 : 1))
        }
        const after = await findVisible(db(), nora, before.id)
        const grew = outcome in REFUSALS || outcome === 'same' ? 0 : 1
        expect(after).toMatchObject({ lastSeq: before.lastSeq + grew, version: before.version + grew })
        expect(await readJournal(before.id, 1, 99)).toHaveLength(before.lastSeq + grew)
      })
    }
})

describe('what a change makes of a ticket', () => {
  const MINUTE_MS = 60_000
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
  const since = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS)

  /** Its story happened on a device over the last hours, and all of it is received now. */
  const openedAgo = (minutes: number) => actorAs('felix').then((felix) => opened(felix, asking({ at: ago(minutes) })))

  it('stops the clock while on hold, and keeps the device’s moments', async () => {
    const ticket = await openedAgo(100)
    await acceptTicket(hana, ticket.id, { ...written(), at: ago(90) })
    const held = await holdTicket(hana, ticket.id, { ...written(), at: ago(80), reason: 'no_access' })
    expect(held.ticket?.hold).toMatchObject({ reason: 'no_access', until: null, from: 'accepted' })
    expect(held.ticket?.dueAt).toBe(ticket.dueAt)
    const resumed = await resumeTicket(hana, ticket.id, { ...written(), at: ago(50) })
    expect(resumed.ticket).toMatchObject({ status: 'accepted', hold: null })
    expect(since(ticket.dueAt, resumed.ticket?.dueAt ?? '')).toBe(30)
    expect(since(resumed.ticket?.acceptedAt ?? '', resumed.ticket?.stateChangedAt ?? '')).toBe(40)
  })

  it('ends a hold when it is passed on, and the clock stood still meanwhile', async () => {
    const ticket = await openedAgo(100)
    await holdTicket(hana, ticket.id, { ...written(), at: ago(80), reason: 'part' })
    const to = { departmentId: departments.engineering.id, reason: 'It drips' }
    const passed = await transferTicket(hana, ticket.id, { ...written(), at: ago(60), ...to })
    expect(passed.ticket).toMatchObject({ status: 'new', hold: null, departmentId: to.departmentId })
    expect(since(ticket.dueAt, passed.ticket?.dueAt ?? '')).toBe(20)
  })

  it('keeps whoever passed it on, and who had it, watching', async () => {
    const { id } = await ticketIn('accepted')
    const to = { departmentId: departments.engineering.id, reason: 'It drips' }
    const { ticket } = await transferTicket(await actorAs('maria'), id, { ...written(), ...to })
    expect(ticket).toMatchObject({ assigneeId: null, watcherIds: [cast.hana.id, cast.maria.id].sort() })
    const restricted = await ticketIn('new', asking({ restricted: true, namedIds: [cast.hana.id] }))
    const passed = await transferTicket(hana, restricted.id, { ...written(), ...to })
    expect(passed.ticket).toMatchObject({ watcherIds: [], namedIds: [cast.hana.id] })
  })

  it('comes back to where it was held from when it changed hands meanwhile', async () => {
    const { id } = await ticketIn('in_progress')
    await holdTicket(hana, id, { ...written(), reason: 'vendor' })
    await acceptTicket(await actorAs('maria'), id, { ...written(), from: cast.hana.id })
    const resumed = await resumeTicket(hana, id, written())
    expect(resumed.ticket).toMatchObject({ status: 'accepted', assigneeId: cast.maria.id, startedAt: null })
  })

  it('is due anew when reopened, and has forgotten its end', async () => {
    const { id } = await ticketIn('closed')
    const { ticket } = await reopenTicket(nora, id, written())
    expect(ticket).toMatchObject({
      ...{ status: 'new', assigneeId: null, acceptedAt: null, startedAt: null, doneAt: null, endedAt: null },
      cancellation: null,
    })
    expect(since(ticket?.stateChangedAt ?? '', ticket?.dueAt ?? '')).toBe(
      since((await ticketIn('new')).openedAt, (await ticketIn('new')).dueAt),
    )
  })

  it('does not believe a device that is ahead, nor one that says it happened before what is known', async () => {
    const ticket = await openedAgo(10)
    const early = await acceptTicket(hana, ticket.id, { ...written(), at: ago(60) })
    expect(early.ticket?.acceptedAt).toBe(ticket.openedAt)
    const ahead = await startWork(hana, ticket.id, { ...written(), at: ago(-60) })
    expect(Date.parse(ahead.ticket?.startedAt ?? '')).toBeLessThanOrEqual(Date.now() + 1_000)
  })

  it('moves the state’s version with status, assignee and department, and with nothing else', async () => {
    const { id } = await ticketIn('accepted')
    const edited = await editTicket(nora, id, { ...written(), version: 2, priority: 'high' })
    expect(edited.ticket).toMatchObject({ version: 3, stateVersion: 2, stateChangedById: cast.hana.id })
    // Decided before the edit, and still right.
    const started = await startWork(hana, id, { ...written(), basedOn: 2 })
    expect(started.ticket).toMatchObject({ version: 4, stateVersion: 4 })
  })
})

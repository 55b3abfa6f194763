/** Plays one demo thread through the very rules that a live change goes through: permissions, the life of a ticket, the
 *  journal's arithmetic. Promises: rows as the live path would have written them; a history that could not have happened
 *  throws. Pure. */
import 'server-only'
import { hash } from 'node:crypto'
import { v5 } from 'uuid'
import type { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { sendMessageInput } from '@/lib/chat/schema'
import { sealAfter } from '@/lib/journal/digest'
import { rowAfter, type WatchChange, type Writing } from '@/lib/tickets/after'
import { audienceOf, toTicket } from '@/lib/tickets/dto'
import { fingerprintOf } from '@/lib/tickets/fingerprint'
import { CHANGES } from '@/lib/tickets/life'
import { LIFE, may } from '@/lib/tickets/policy'
import type { WatchKind } from '@/lib/tickets/schema'
import type { ChangeAction, Inputs, Rule } from '@/lib/tickets/step'
import type { FoundTicket } from '@/lib/tickets/visible'
import { actorOf, type House, idOf } from './house'
import { inputOf } from './inputs'
import { openingInput, openingRow } from './opening'
import { type DemoPhoto, photographed } from './photos'
import type { Plan } from './schedule'
import type { Act, Step, Who } from './thread'

export type EntryRow = typeof entries.$inferInsert & { at: Date; receivedAt: Date }

export interface Story {
  plan: Plan
  ticket: FoundTicket
  entries: EntryRow[]
  /** As they are in the end, each since the entry that put them there. */
  watchers: { ticketId: string; personId: string; kind: WatchKind; since: Date }[]
  photos: DemoPhoto[]
}

export function play(plan: Plan, number: number, house: House): Story {
  const { thread, dice } = plan
  const input = openingInput(plan, house)
  const actor = actorOf(thread.by)
  const fingerprint = fingerprintOf(actor.personId, 'open', input)
  const story: Story = { plan, ticket: openingRow(plan, number, input, house), entries: [], watchers: [], photos: [] }
  const write = (writing: Omit<Writing, 'ticket'>, at: Date) => {
    const { receivedAt = at } = story.entries.at(-1) ?? {}
    const arrives = Math.max(receivedAt.getTime() + 1, at.getTime() + dice.between(60, 900))
    record(story, writing, at, new Date(arrives), house)
  }

  const named = input.namedIds.map((personId) => ({ personId, kind: 'named' as const }))
  const opened = { id: plan.id, kind: 'event' as const, body: { code: 'opened' as const, params: {} } }
  write({ actor, entry: opened, fingerprint, watch: { add: named } }, plan.openedAt)
  if (input.message) {
    const entry = { id: v5('first message', plan.id), kind: 'message' as const, body: { text: input.message } }
    write({ actor, entry, fingerprint }, plan.openedAt)
  }
  thread.steps.forEach((step, index) => {
    try {
      const at = momentOf(step, plan.stepsAt[index] ?? plan.openedAt, story.ticket)
      write(writingOf(step, story, at), at)
    } catch (cause) {
      throw new Error(`"${thread.name}", minute ${step[0]}, ${step[1]}: ${(cause as Error).message}`, { cause })
    }
  })
  return story
}

/** The clock is punctual: a hold ends at its end, and a day after it was done a ticket closes. */
function momentOf([, who]: Step, planned: Date, { holdUntil, doneAt }: FoundTicket): Date {
  if (who !== 'clock') return planned
  if (holdUntil) return holdUntil
  if (doneAt) return new Date(doneAt.getTime() + 24 * 3_600_000)
  throw new Error('the clock has nothing to do')
}

function writingOf(step: Step, story: Story, at: Date): Omit<Writing, 'ticket'> {
  const [, who, what] = step
  const id = story.plan.dice.id(at)
  if (typeof what === 'string') return messageOf(id, who, what, [], story.ticket)
  if (what.act === 'write') return messageOf(id, who, what.text, what.mentions.map(idOf), story.ticket)
  if (what.act === 'photograph') return photoMessageOf(id, who, what, story, at)
  const [action, input] = inputOf(what, who, story)
  return changeOf(id, who, action, input, story.ticket, at)
}

function messageOf(id: string, who: Who | 'clock', text: string, mentions: string[], ticket: FoundTicket) {
  const actor = requirePerson(who)
  if (!may(actor, toTicket(ticket, ticket), 'write')) throw new Error('does not see this ticket')
  const input = sendMessageInput.parse({ id, body: text, mentions })
  const watch: WatchChange = ticket.restricted
    ? {}
    : { add: mentions.map((personId) => ({ personId, kind: 'mentioned' as const })) }
  const body = mentions.length > 0 ? { text: input.body, mentions } : { text: input.body }
  return {
    actor,
    entry: { id, kind: 'message' as const, body },
    fingerprint: fingerprintOf(actor.personId, 'message', input),
    watch,
  }
}

function photoMessageOf(
  id: string,
  who: Who | 'clock',
  act: Extract<Act, { act: 'photograph' }>,
  story: Story,
  at: Date,
): Omit<Writing, 'ticket'> {
  const actor = requirePerson(who)
  if (!may(actor, toTicket(story.ticket, story.ticket), 'write')) throw new Error('does not see this ticket')
  const photos = photographed(act, { entryId: id, personId: actor.personId, at }, story)
  const wanted = photos.map(({ id, phase }) => ({ id, phase }))
  const input = sendMessageInput.parse({ id, body: act.text, photos: wanted })
  return {
    actor,
    entry: { id, kind: 'message' as const, body: { text: input.body, photos } },
    fingerprint: fingerprintOf(actor.personId, 'message', input),
  }
}

function changeOf<A extends ChangeAction>(
  id: string,
  who: Who | 'clock',
  action: A,
  input: Inputs[A],
  ticket: FoundTicket,
  at: Date,
): Omit<Writing, 'ticket'> {
  const actor = who === 'clock' ? null : actorOf(who)
  const rule: Rule<Inputs[A]> = CHANGES[action]
  const allowed = actor ? isAllowed(actor, ticket, action, input) : LIFE[action].includes(ticket.status)
  if (!allowed) throw new Error(`may not ${action} while ${ticket.status}`)
  if (rule.isDone(ticket, input, actor?.personId ?? null)) throw new Error(`${action}: it is so already`)
  const { patch, event, watch } = rule.step(ticket, input, { by: actor?.personId ?? null, at })
  const fingerprint = actor ? fingerprintOf(actor.personId, action, { ...input, id }) : 'clock'
  return { actor, entry: { id, kind: 'event', body: event }, fingerprint, patch, ...(watch && { watch }) }
}

/** Watching for oneself is everybody's right. */
function isAllowed(actor: Actor, ticket: FoundTicket, action: ChangeAction, input: object): boolean {
  const isOwnWatch = action.endsWith('_watcher') && 'personId' in input && input.personId === actor.personId
  return may(actor, toTicket(ticket, ticket), isOwnWatch ? 'write' : action)
}

function requirePerson(who: Who | 'clock'): Actor {
  if (who === 'clock') throw new Error('the clock does not write')
  return actorOf(who)
}

/** What the journal does with a writing, without a database. */
function record(story: Story, writing: Omit<Writing, 'ticket'>, at: Date, receivedAt: Date, house: House): void {
  const before = { ...story.ticket, now: receivedAt }
  if (before.lastAt && at < before.lastAt) throw new Error('happens before what came before it')
  const after = rowAfter({ ...writing, ticket: before }, at)
  const { id, kind, body } = writing.entry
  const content = {
    ticketId: after.id,
    seq: after.lastSeq,
    id,
    kind,
    authorId: writing.actor?.personId ?? null,
    device: writing.actor?.sessionId ?? null,
    n: after.messageCount,
    body,
    at,
    receivedAt,
    fingerprint: writing.fingerprint,
    delivery: {
      before: before.lastSeq === 0 ? null : audienceOf(before, before),
      after: audienceOf(after, after),
      accessVersion: house.accessVersion,
      ticket: after.version === before.version ? null : toTicket(after, after),
    },
  }
  // By chance that is the same every time: what is invented need not be kept from being guessed.
  const { sealed, digest } = sealAfter(before, content, hash('sha256', `salts of ${id}`, 'buffer'))
  story.ticket = { ...after, digest }
  story.entries.push({ ...content, ...sealed })
  story.watchers = watchersAfter(story, receivedAt)
}

function watchersAfter({ ticket, watchers }: Story, since: Date): Story['watchers'] {
  const lists = { watching: ticket.watcherIds, named: ticket.namedIds, mentioned: ticket.mentionedIds }
  return (Object.keys(lists) as WatchKind[]).flatMap((kind) =>
    lists[kind].map(
      (personId) =>
        watchers.find((one) => one.personId === personId && one.kind === kind) ?? {
          ticketId: ticket.id,
          personId,
          kind,
          since,
        },
    ),
  )
}

/** A ticket's story as a file to keep or to hand on: PDF, in the reader's language and the hotel's time. Promises: access is
 *  checked, and that it is taken put on record, before the first byte; one is written at a time, everybody else has their turn
 *  meanwhile, and none is longer than a process has room for. */
import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { db } from '@/db/client'
import { audit } from '@/lib/audit/audit'
import { stillIn } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { log } from '@/lib/log'
import { once } from '@/lib/once'
import { openPhoto } from '@/lib/photos/photos'
import { findVisible } from '@/lib/tickets/visible'
import { Turns } from '@/lib/turns'
import { type Paper, paperFor, Sheet } from './sheet'
import { readWholeStory, type WholeStory } from './story'
import { isDamaged, removedOf, type StoryItem, timelineOf } from './timeline'
import { type StoryWords, storyWords } from './words'

/** Some two hundred pages, which take most of a minute. */
const LETTERS_MOST = 600_000
/** Longer than one that is not taken keeps the others from theirs. */
const PATIENCE_MS = 25_000
const writing = () => once('story files', () => new Turns(1, PATIENCE_MS))
/** The next one waits so long at most for this one to be taken, and nobody keeps one that is not taken for longer than that. */
const TAKING_MS = 20_000
const KEPT_MS = 5 * 60_000

interface StoryFile {
  name: string
  bytes: NodeJS.ReadableStream
}

/** 404 for who may not see the ticket; `unavailable` when so many ask at once that its turn does not come. */
export async function storyFile(
  actor: Actor,
  ticketId: string,
  { signal, lettersMost = LETTERS_MOST }: { signal?: AbortSignal; lettersMost?: number } = {},
): Promise<StoryFile> {
  await findVisible(db(), actor, ticketId)
  return new Promise((resolve, reject) => {
    const work = async () => {
      const { paper, written, name } = await begin(actor, ticketId, lettersMost)
      resolve({ name, bytes: paper })
      await written
      await untilTaken(paper)
    }
    writing().take(actor.personId, work, signal).catch(reject)
  })
}

async function begin(asker: Actor, ticketId: string, lettersMost: number) {
  const actor = await stillIn(asker)
  const [story, words] = await Promise.all([readWholeStory(actor, ticketId, lettersMost), storyWords(actor)])
  const { number } = story.ticket
  await audit(db(), actor.personId, 'story.exported', { ticketId })
  const title = words.t('title', { number: String(number) })
  const paper = paperFor(title, words.settings.hotelName, words.locale)
  // Whoever asked may have gone before the first byte: then nobody else hears that it broke off.
  paper.on('error', () => {})
  const written = write(new Sheet(paper), actor, story, words, title).then(
    () => void (paper.destroyed || paper.end()),
    (error: unknown) => {
      log.error({ err: error, ticketId }, 'a story broke off')
      paper.destroy(error instanceof Error ? error : new Error('broken off'))
    },
  )
  return { paper, written, name: `T-${number}.pdf` }
}

/** Whoever does not take theirs does not keep others from it. */
async function untilTaken(paper: Paper): Promise<void> {
  if (paper.closed) return
  const taken = new Promise<void>((resolve) => paper.once('close', resolve))
  const forgetting = setTimeout(() => paper.destroy(), KEPT_MS).unref()
  void taken.then(() => clearTimeout(forgetting))
  await Promise.race([taken, delay(TAKING_MS, undefined, { ref: false })])
}

async function write(sheet: Sheet, actor: Actor, story: WholeStory, words: StoryWords, title: string): Promise<void> {
  const { format, dayOf } = words
  const { until } = story
  await writeHead(sheet, actor, story, words, title)
  if (story.begins > 1) await sheet.note(words.dropped)
  let day = ''
  for (const item of timelineOf(story)) {
    if (sheet.isGone) return
    if (until !== null && item.at > until) break
    const moment = new Date(item.at)
    if (dayOf(moment) !== day) {
      day = dayOf(moment)
      await sheet.heading(format.dateTime(moment, 'longDay'))
    }
    await sheet.line(format.dateTime(moment, 'seconds'), textOf(item, words), originOf(item, words))
    if (isDamaged(item)) await sheet.note(words.damaged)
    await writePhotos(sheet, actor, item)
  }
  if (until !== null) await sheet.note(beginningText(until, words))
  if (sheet.hasMissed) await sheet.note(words.t('unknownSigns'))
  await sheet.number((page, pages) => words.t('page', { page, pages }))
}

async function writeHead(
  sheet: Sheet,
  actor: Actor,
  { ticket, until }: WholeStory,
  words: StoryWords,
  title: string,
): Promise<void> {
  const { t, status, format, settings, personName, placeName, departmentName, what } = words
  const note = ticket.catalogueItemId === null ? '' : ticket.summary
  await sheet.title(title, [placeName(ticket.placeId), what(ticket), note].filter(Boolean).join(' · '))
  await sheet.facts([
    [t('status'), status(ticket.status)],
    [t('assignee'), ticket.assigneeId === null ? t('nobody') : personName(ticket.assigneeId)],
    [t('department'), departmentName(ticket.departmentId)],
  ])
  const at = format.dateTime(new Date(), 'dateTime')
  await sheet.note(
    [settings.hotelName, t('printed', { at, name: actor.name }), t('zone', { zone: settings.timeZone })].join(' · '),
  )
  if (until !== null) await sheet.note(beginningText(until, words))
}

const beginningText = (until: string, { t, format }: StoryWords) =>
  t('beginning', { at: format.dateTime(new Date(until), 'exact') })

function textOf(item: StoryItem, { t, format, personName, eventText, removedText, locale }: StoryWords): string {
  const name = personName(item.personId)
  const removed = removedOf(item)
  if (removed) return removedText(removed)
  if ('change' in item) return eventText(item.change)
  if ('alert' in item) return t('alerted', { name })
  if ('read' in item) {
    if (item.isAll) return t('readAll', { name })
    if (!item.upTo) return t('readOlder', { name })
    return t('read', { name, time: format.dateTime(new Date(item.upTo.receivedAt), 'seconds') })
  }
  const { entry } = item
  return entry.body.reply?.texts[locale] ?? entry.body.text
}

function originOf(item: StoryItem, { t, format, personName, dayOf }: StoryWords): string {
  const { device } = item
  const entry = 'change' in item ? item.change : 'entry' in item ? item.entry : null
  const name = personName(item.personId)
  const who = 'entry' in item ? (device ? t('by', { name, device }) : name) : device
  if (!entry || Date.parse(entry.receivedAt) - Date.parse(entry.at) <= LATE_MS) return who ?? ''
  const [at, known] = [new Date(entry.at), new Date(entry.receivedAt)]
  // With its day, where that is another.
  const done = format.dateTime(at, dayOf(at) === dayOf(known) ? 'seconds' : 'exact')
  return [who, t('happened', { at: done, known: format.dateTime(known, 'seconds') })].filter(Boolean).join(' · ')
}

const LATE_MS = 30_000

/** A photo that is not there any more leaves the words. */
async function writePhotos(sheet: Sheet, actor: Actor, item: StoryItem): Promise<void> {
  if (!('entry' in item)) return
  for (const { id } of item.entry.body.photos ?? []) {
    const photo = await stillIn(actor)
      .then((now) => openPhoto(now, item.entry.ticketId, id, 'thumb'))
      .catch(() => null)
    const bytes = await photo?.read().catch(() => null)
    if (bytes) sheet.photo(Buffer.from(bytes))
    if (sheet.isGone) return
  }
}

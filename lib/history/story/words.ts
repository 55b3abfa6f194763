/** The words and names of a story in its reader's language, where there is no screen to put them on. */
import 'server-only'
import { createFormatter, createTranslator } from 'next-intl'
import type { Actor } from '@/lib/auth/schema'
import { listCatalogue } from '@/lib/catalogue/catalogue'
import type { Removed } from '@/lib/chat/schema'
import { nameIn } from '@/lib/names'
import { withFormer } from '@/lib/people/former'
import { listDepartments, listPeople } from '@/lib/people/people'
import { listPlaces } from '@/lib/places/places'
import { getSettings } from '@/lib/settings/settings'
import type { Ticket } from '@/lib/tickets/schema'
import { eventTextIn } from '@/lib/words/event-text'
import { formats } from '@/lib/words/formats'
import { wordsIn } from '@/lib/words/words-in'

export async function storyWords(actor: Actor) {
  const settings = await getSettings()
  const { timeZone } = settings
  const { locale, messages } = wordsIn(actor.locale)
  const format = createFormatter({ locale, timeZone, formats, now: new Date() })
  const words = translators({ locale, messages, timeZone, formats })
  const names = await namesIn(locale, actor, words.events)
  const { personName, placeName, departmentName, item } = names
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const eventText = eventTextIn({
    ...{ t: words.events, hold: words.hold, priority: words.priority, guest: words.guest, ticket: words.ticket },
    ...{ locale, format, departmentName, placeName, item },
    dayOf: (moment) => day.format(new Date(moment)),
    names: { actor: personName, object: personName },
  })
  const what = ({ catalogueItemId, summary, quantity }: Ticket) => {
    const known = item(catalogueItemId)
    const name = known ? nameIn(locale, known.names) : summary
    return quantity > 1 ? words.row('times', { name, quantity }) : name
  }
  const removedText = (removed: Removed) => {
    if (removed.why !== 'redacted') return words.privacy(removed.why)
    const { by, at, reason } = removed
    const said = { name: personName(by), time: format.dateTime(new Date(at), 'exact'), reason }
    return reason ? words.privacy('removedBy', said) : words.privacy('removedByNoReason', said)
  }
  return {
    ...{ t: words.story, status: words.status, format, settings, locale },
    ...{ personName, placeName, departmentName, eventText, removedText, what },
    dropped: words.events('dropped'),
    damaged: words.thread('damaged'),
    dayOf: day.format,
  }
}

export type StoryWords = Awaited<ReturnType<typeof storyWords>>

type Common = ReturnType<typeof wordsIn> & { timeZone: string; formats: typeof formats }

const translators = (common: Common) => ({
  story: createTranslator({ ...common, namespace: 'story' }),
  events: createTranslator({ ...common, namespace: 'events' }),
  row: createTranslator({ ...common, namespace: 'ticketRow' }),
  status: createTranslator({ ...common, namespace: 'status' }),
  thread: createTranslator({ ...common, namespace: 'thread' }),
  privacy: createTranslator({ ...common, namespace: 'privacy' }),
  hold: createTranslator({ ...common, namespace: 'holdReason' }),
  priority: createTranslator({ ...common, namespace: 'priority' }),
  guest: createTranslator({ ...common, namespace: 'guest.events' }),
  ticket: createTranslator({ ...common, namespace: 'ticket' }),
})

/** What everybody and everything is called. */
async function namesIn(locale: string, actor: Actor, events: ReturnType<typeof translators>['events']) {
  const [people, departments, places, catalogue] = await Promise.all([
    listPeople(actor),
    listDepartments(actor),
    listPlaces(actor),
    listCatalogue(actor),
  ])
  const [called, placed] = [namesOf(withFormer(people, events('former'))), namesOf(places)]
  return {
    personName: (id: string | null) => (id === null ? events('clock') : (called.get(id) ?? events('somebody'))),
    placeName: (id: string | null) => (id === null ? '' : (placed.get(id) ?? '')),
    departmentName: (id: string) => nameIn(locale, departments.find((one) => one.id === id)?.names ?? {}),
    item: (id: string | null) => catalogue.find((one) => one.id === id),
  }
}

const namesOf = (all: readonly { id: string; name: string }[]) => new Map(all.map(({ id, name }) => [id, name]))

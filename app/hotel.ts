/** What every signed-in page needs of the hotel, read once: the names, the board's snapshot, who is on duty. */
import 'server-only'
import { redirect } from 'next/navigation'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { listCatalogue } from '@/lib/catalogue/catalogue'
import { listStandings } from '@/lib/duty/standings'
import { listDepartments, listPeople } from '@/lib/people/people'
import { listPlaces } from '@/lib/places/places'
import { getSettings } from '@/lib/settings/settings'
import { FIRST_PAGE, readBoard } from '@/lib/tickets/board'
import { listViews } from '@/lib/views/views'

/** To the sign-in page for whoever is not signed in. */
export async function readHotel() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  const read = () =>
    Promise.all([
      getSettings(),
      listPeople(actor),
      listDepartments(actor),
      listPlaces(actor),
      listCatalogue(actor),
      readBoard(actor, { limit: FIRST_PAGE }),
      listViews(actor),
      listStandings(actor),
    ])
  const [settings, people, departments, places, catalogue, board, views, standings] = await readForPage(
    read,
    actor.personId,
  )
  const directory = { actor, settings, people, departments, places, catalogue }
  return { directory, board, views, standings, renderedAt: Date.now() }
}

import { redirect } from 'next/navigation'
import { DeskShell } from '@/components/shell/desk-shell'
import { currentActor } from '@/lib/auth/session'
import { listCatalogue } from '@/lib/catalogue/catalogue'
import { listDepartments, listPeople } from '@/lib/people/people'
import { listPlaces } from '@/lib/places/places'
import { getSettings } from '@/lib/settings/settings'
import { readBoard } from '@/lib/tickets/board'

/** Every signed-in page: the hotel's names and the board's snapshot, once. */
export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const actor = await currentActor()
  if (!actor) redirect('/sign-in')
  const [settings, people, departments, places, catalogue, snapshot] = await Promise.all([
    getSettings(),
    listPeople(actor),
    listDepartments(actor),
    listPlaces(actor),
    listCatalogue(actor),
    readBoard(actor),
  ])
  return (
    <DeskShell
      directory={{ actor, settings, people, departments, places, catalogue }}
      snapshot={snapshot}
      renderedAt={Date.now()}
    >
      {children}
    </DeskShell>
  )
}

import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DevicesSettings } from '@/components/settings/devices-settings'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { listDevices } from '@/lib/devices/devices'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('device')
  return { title: t('devicesTitle') }
}

/** For admins: the browsers that belong to the house. Other roles find nothing. */
export default async function DevicesPage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (actor.role !== 'admin') notFound()
  return <DevicesSettings devices={await readForPage(() => listDevices(actor))} />
}

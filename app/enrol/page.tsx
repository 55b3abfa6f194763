import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EnrolScreen } from '@/components/sign-in/enrol-screen'
import { readForPage } from '@/lib/api/page'
import { currentDevice } from '@/lib/devices/own'
import { getSettings } from '@/lib/settings/settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('device')
  return { title: t('enrolTitle') }
}

/** Where a browser becomes one of the house's, by a code. */
export default async function EnrolPage() {
  const [device, settings] = await readForPage(() => Promise.all([currentDevice(), getSettings()]))
  if (device) redirect('/sign-in')
  return <EnrolScreen hotelName={settings.hotelName} />
}

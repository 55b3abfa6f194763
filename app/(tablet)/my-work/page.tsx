import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MyWork } from '@/components/my-work/my-work'
import { MyWorkShell } from '@/components/my-work/my-work-shell'
import { Worker } from '@/components/shell/worker'
import { readHotel } from '../../hotel'
import { Own } from '../../own'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('myWork')
  return { title: t('title') }
}

/** Where an attendant lives. Outside of the desk's frame, which is several times as heavy as a tablet's first load may be. */
export default async function MyWorkPage() {
  const hotel = await readHotel()
  return (
    <Own actor={hotel.directory.actor}>
      <MyWorkShell {...hotel}>
        <Worker />
        <MyWork />
      </MyWorkShell>
    </Own>
  )
}

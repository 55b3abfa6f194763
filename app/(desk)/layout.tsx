import { DeskShell } from '@/components/shell/desk-shell'
import { Worker } from '@/components/shell/worker'
import { readHotel } from '../hotel'
import { Own } from '../own'

/** Every page of the desk: the hotel's names and the board's snapshot, once. */
export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const hotel = await readHotel()
  return (
    <Own actor={hotel.directory.actor}>
      <DeskShell {...hotel}>
        <Worker />
        {children}
      </DeskShell>
    </Own>
  )
}

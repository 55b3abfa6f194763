'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { startCourier } from '@/lib/client/courier'
import { lastPerson } from '@/lib/client/kept-desk'
import type { Face, OwnDevice } from '@/lib/devices/schema'
import { FaceGrid } from './face-grid'
import { PinPad } from './pin-pad'

/** Finds out which page is this person's home on this device. */
const HOME = '/start'

/** Without `next`: whoever takes this way may be anybody, and an address says what was looked at, or searched for. */
const BY_PASSWORD = '/sign-in?with=password'

interface Props {
  hotelName: string
  device: Pick<OwnDevice, 'name'>
  faces: Face[]
  /** Where to go once signed in, for whoever was here last. */
  next: string
  /** The PIN that everybody in the invented demo hotel has. */
  demoPin: string | null
}

/** On a device of the house: who are you, and then your PIN. What others have left to be sent goes out meanwhile. */
export function FacesScreen({ hotelName, device, faces, next, demoPin }: Props) {
  const t = useTranslations()
  const [chosen, setChosen] = useState<Face | null>(null)
  useEffect(() => startCourier(null), [])

  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-5xl grid-rows-[auto_1fr_auto] gap-8 px-6 py-8 max-sm:px-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-strong text-title tracking-tight">{hotelName}</p>
        <p className="text-body text-muted">{device.name}</p>
      </header>
      {chosen ? (
        <PinPad
          key={chosen.id}
          face={chosen}
          next={chosen.id === lastPerson() ? next : HOME}
          onBack={() => setChosen(null)}
        />
      ) : (
        <FaceGrid faces={faces} onChoose={setChosen} />
      )}
      <footer className="flex min-h-12 flex-wrap items-center justify-between gap-x-6 gap-y-2 text-body text-muted">
        <a
          href={BY_PASSWORD}
          className="inline-flex items-center rounded-control py-2 underline underline-offset-4 hover:text-text touch:min-h-12"
        >
          {t('device.byPassword')}
        </a>
        {demoPin ? <p>{t('device.demoPin', { pin: demoPin })}</p> : null}
      </footer>
    </main>
  )
}

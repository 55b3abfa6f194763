'use client'
import { BellRing } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { forgetDesks } from '@/lib/client/kept-desk'
import type { DemoSignIn } from '@/lib/settings/schema'
import { DemoSignIns } from './demo-sign-ins'
import { SignInForm } from './sign-in-form'
import { useSignIn } from './use-sign-in'

interface Props {
  hotelName: string
  /** Where to go once signed in. */
  next: string
  demo: DemoSignIn[]
}

export function SignInScreen({ hotelName, next, demo }: Props) {
  const t = useTranslations()
  const signingIn = useSignIn(next)
  // Nobody is signed in: what people have read here is nobody's business any more.
  useEffect(() => void forgetDesks(), [])
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto] px-6 py-8">
      <div className="m-auto grid w-full max-w-sm gap-10 py-8">
        <header className="grid gap-1">
          <BellRing aria-hidden className="mb-5 size-7 stroke-[1.5]" />
          <h1 className="font-strong text-[2rem] leading-10 tracking-tight">{hotelName}</h1>
          <p className="text-thread text-muted">{t('signIn.tagline')}</p>
        </header>
        <SignInForm signingIn={signingIn} />
        {demo.length > 0 ? <DemoSignIns people={demo} signingIn={signingIn} /> : null}
      </div>
      <footer className="text-center text-meta text-muted">{t('shell.product')}</footer>
    </main>
  )
}

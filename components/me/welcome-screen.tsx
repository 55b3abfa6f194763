'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PreferencesProvider } from '@/components/shell/preferences-provider'
import { Button } from '@/components/ui/button'
import type { Preferences } from '@/lib/people/schema'
import { LanguageChoice } from './language-choice'
import { PinForm } from './pin-form'
import { SoundChoice } from './sound-choice'

const STEPS = ['pin', 'language', 'sound'] as const
const TITLE = { pin: 'welcomePin', language: 'welcomeLanguage', sound: 'welcomeSound' } as const
const TEXT = { pin: 'welcomePinText', language: 'welcomeLanguageText', sound: 'welcomeSoundText' } as const

interface Props {
  name: string
  preferences: Preferences
  /** The PIN is from an admin: that comes first. */
  isTemporary: boolean
}

/** The first minute of a shift's first day: another PIN, a language, a sound that is heard. */
export function WelcomeScreen({ name, preferences, isTemporary }: Props) {
  const t = useTranslations('me')
  const [at, setAt] = useState(isTemporary ? 0 : 1)
  const step = STEPS[at] ?? 'sound'
  const go = () => (at + 1 < STEPS.length ? setAt(at + 1) : window.location.assign('/'))
  return (
    <PreferencesProvider initial={preferences}>
      <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-8 px-6 py-10">
        <header className="grid gap-1">
          <p className="text-body text-muted">{t('welcomeStep', { name, step: at + 1, steps: STEPS.length })}</p>
          <h1 className="font-strong text-figure tracking-tight">{t(TITLE[step])}</h1>
          <p className="text-thread text-muted">{t(TEXT[step])}</p>
        </header>
        {step === 'pin' ? <PinForm currentLabel={t('temporaryPin')} onChanged={go} /> : null}
        {step === 'language' ? <LanguageChoice /> : null}
        {step === 'sound' ? <SoundChoice /> : null}
        {step === 'pin' ? null : (
          <Button tone="primary" size="large" onClick={go} className="justify-self-start">
            {t(step === 'sound' ? 'welcomeStart' : 'welcomeNext')}
          </Button>
        )}
      </main>
    </PreferencesProvider>
  )
}

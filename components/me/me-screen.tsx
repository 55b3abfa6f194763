'use client'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { usePreferences } from '@/components/shell/preferences-provider'
import { Switch } from '@/components/ui/switch'
import { useErrorText } from '@/lib/client/errors'
import { LanguageChoice } from './language-choice'
import { PinForm } from './pin-form'
import { SoundChoice } from './sound-choice'

/** What is mine to choose, wherever I sign in. */
export function MeScreen({ hasPin }: { hasPin: boolean }) {
  const t = useTranslations('me')
  const { actor } = useHotel()
  return (
    <PageFrame title={actor.name}>
      <Part title={t('languageTitle')}>
        <LanguageChoice />
      </Part>
      <Part title={t('soundTitle')}>
        <SoundChoice />
      </Part>
      <Part title={t('keysTitle')}>
        <SingleKeys />
      </Part>
      <Part title={t('pinTitle')}>
        {hasPin ? (
          <PinForm currentLabel={t('currentPin')} onChanged={() => toast(t('pinSaved'))} />
        ) : (
          <p className="text-body text-muted">{t('noPin')}</p>
        )}
      </Part>
    </PageFrame>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <h2 id={id} className="border-line border-b pb-2 font-strong text-body">
        {title}
      </h2>
      {children}
    </section>
  )
}

function SingleKeys() {
  const t = useTranslations('me')
  const errorText = useErrorText()
  const { preferences, change } = usePreferences()
  const id = useId()
  return (
    <div className="flex min-h-12 items-center justify-between gap-4">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium text-body">
          {t('singleKeys')}
        </label>
        <p id={`${id}-note`} className="text-meta text-muted">
          {t('singleKeysNote')}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-note`}
        checked={preferences.singleKeys}
        onCheckedChange={(singleKeys) => change({ singleKeys }).catch((error) => toast(errorText(error)))}
      />
    </div>
  )
}

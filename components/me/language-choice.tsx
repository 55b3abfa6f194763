'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { usePreferences } from '@/components/shell/preferences-provider'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useErrorText } from '@/lib/client/errors'
import { LOCALES } from '@/lib/people/schema'
import { LANGUAGES } from '@/lib/words/languages'

/** Only languages that have words, each by its own name; and the one that is chosen, though it has none yet. */
export function LanguageChoice() {
  const t = useTranslations('me')
  const errorText = useErrorText()
  const router = useRouter()
  const { preferences, change } = usePreferences()
  const offered = LOCALES.filter((locale) => locale in LANGUAGES || locale === preferences.locale)
  const choose = (value: string) => {
    const locale = LOCALES.find((one) => one === value)
    if (!locale) return
    change({ locale }).then(
      () => router.refresh(),
      (error) => toast(errorText(error)),
    )
  }
  return (
    <Field label={t('language')} hint={preferences.locale in LANGUAGES ? undefined : t('languageInEnglish')}>
      {(given) => (
        <Select
          {...given}
          value={preferences.locale}
          onChange={choose}
          options={offered.map((locale) => ({ value: locale, label: nameOf(locale), lang: locale }))}
          className="max-w-xs"
        />
      )}
    </Field>
  )
}

/** "Español": as its speakers write it. */
function nameOf(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

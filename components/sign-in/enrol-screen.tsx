'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { CODE_LENGTH } from '@/lib/devices/schema'

/** Typed on the tablet: the code that the admin's screen shows. */
export function EnrolScreen({ hotelName }: { hotelName: string }) {
  const t = useTranslations('device')
  const errorText = useErrorText()
  const [code, setCode] = useState('')
  const [isTrying, setTrying] = useState(false)
  const [failure, setFailure] = useState<string | undefined>()
  const enrol = async () => {
    if (isTrying) return
    if (code.replace(/[^0-9A-Za-z]/g, '').length !== CODE_LENGTH) return setFailure(t('codeLength'))
    setTrying(true)
    try {
      await api.post('/api/enrolment', { code })
      window.location.assign('/sign-in')
    } catch (error) {
      setFailure(errorText(error))
      setTrying(false)
    }
  }
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-8">
      <form
        noValidate
        className="grid w-full max-w-sm gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          void enrol()
        }}
      >
        <header className="grid gap-1">
          <p className="text-body text-muted">{hotelName}</p>
          <h1 className="font-strong text-figure tracking-tight">{t('enrolTitle')}</h1>
          <p className="text-thread text-muted">{t('enrolText')}</p>
        </header>
        <Field label={t('code')} error={failure}>
          {(given) => (
            <Input
              {...given}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={(event) => {
                setFailure(undefined)
                setCode(event.target.value.toUpperCase())
              }}
              className="h-14 text-center text-title tracking-[0.2em] touch:h-14 touch:text-title"
            />
          )}
        </Field>
        <Button tone="primary" size="large" type="submit" aria-disabled={isTrying}>
          {t('enrolSubmit')}
        </Button>
      </form>
    </main>
  )
}

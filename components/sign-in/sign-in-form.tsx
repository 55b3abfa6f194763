'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { SigningIn } from './use-sign-in'

export function SignInForm({ signingIn }: { signingIn: SigningIn }) {
  const t = useTranslations('signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const { trying, failure } = signingIn
  const missing = { email: email.trim() === '', password: password === '' }

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!missing.email && !missing.password) void signingIn.signIn(email, password)
      }}
    >
      <Field label={t('email')} error={isAsked && missing.email ? t('needEmail') : undefined}>
        {(given) => (
          <Input
            {...given}
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-11 text-thread"
          />
        )}
      </Field>
      <Field label={t('password')} error={isAsked && missing.password ? t('needPassword') : undefined}>
        {(given) => (
          <div className="relative">
            <Input
              {...given}
              type={isShown ? 'text' : 'password'}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              className="h-11 pr-12 text-thread"
            />
            <Button
              tone="quiet"
              size="icon"
              aria-label={isShown ? t('hidePassword') : t('showPassword')}
              aria-pressed={isShown}
              onClick={() => setShown(!isShown)}
              className="absolute top-1.5 right-1.5 touch:top-0 touch:right-0"
            >
              {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            </Button>
          </div>
        )}
      </Field>
      <div role="alert" className="empty:hidden">
        {failure ? <p className="rounded-control bg-late-fill px-3 py-2.5 text-body text-late">{failure}</p> : null}
      </div>
      <Button tone="primary" size="large" type="submit" aria-disabled={trying !== null}>
        {trying === null ? t('submit') : t('submitting')}
      </Button>
    </form>
  )
}

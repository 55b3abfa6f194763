'use client'
import { useTranslations } from 'next-intl'
import { Avatar } from '@/components/ui/avatar'
import type { DemoSignIn } from '@/lib/settings/schema'
import type { SigningIn } from './use-sign-in'

/** The demo hotel's people, one tap each. */
export function DemoSignIns({ people, signingIn }: { people: DemoSignIn[]; signingIn: SigningIn }) {
  const t = useTranslations('signIn')
  return (
    <section aria-labelledby="demo" className="grid gap-3">
      <div className="grid gap-0.5">
        <h2 id="demo" className="font-medium text-body">
          {t('demoTitle')}
        </h2>
        <p className="text-meta text-muted">{t('demoText')}</p>
      </div>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {people.map(({ key, name, email, password }) => (
          <li key={key} className="border-line border-t first:border-t-0">
            <button
              type="button"
              disabled={signingIn.trying !== null}
              onClick={() => void signingIn.signIn(email, password)}
              className="flex h-11 w-full items-center gap-3 px-3.5 text-left text-body hover:bg-sunken focus-visible:outline-offset-[-2px] disabled:opacity-50 touch:h-14"
            >
              <Avatar name={name} className="size-6 text-[0.625rem]" />
              <span className="font-medium">{name}</span>
              <span className="ml-auto text-meta text-muted">{t(`demoRole.${key}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

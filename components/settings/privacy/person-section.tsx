'use client'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { EraseDialog } from './erase-dialog'

/** What is held of somebody, to keep; and erasing them. */
export function PersonSection({ mayErase }: { mayErase: boolean }) {
  const t = useTranslations('privacySettings')
  const { people, actor } = useHotel()
  const [personId, setPersonId] = useState('')
  const [isErasing, setErasing] = useState(false)
  const person = people.get(personId)
  return (
    <section aria-labelledby="person" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="person" className="font-strong text-title">
          {t('person')}
        </h2>
        <p className="max-w-xl text-body text-muted">{t('personText')}</p>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('who')} className="w-72 max-w-full">
          {(given) => (
            <Select
              {...given}
              value={personId}
              placeholder={t('choose')}
              onChange={setPersonId}
              options={[...people.values()].map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
        {person ? (
          <>
            <Button asChild>
              <a href={`/api/people/${person.id}/dossier`} download>
                <Download aria-hidden />
                {t('export')}
              </a>
            </Button>
            {mayErase && person.id !== actor.personId ? (
              <Button tone="danger" onClick={() => setErasing(true)}>
                {t('erase')}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      {person && isErasing ? <EraseDialog person={person} onClose={() => setErasing(false)} /> : null}
    </section>
  )
}

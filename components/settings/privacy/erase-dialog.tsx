'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { Tick } from '@/components/tickets/about/tick'
import { Field } from '@/components/ui/field'
import { FormFrame } from '@/components/ui/form-frame'
import { Input } from '@/components/ui/input'
import { api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import type { Person } from '@/lib/people/schema'

/** Asks for the name, so that nobody is erased by a slip. */
export function EraseDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations('privacySettings')
  const errorText = useErrorText()
  const router = useRouter()
  const [name, setName] = useState('')
  const [withTexts, setWithTexts] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const [change, setChange] = useState<{ busy: string | null; error: string | null }>({ busy: null, error: null })
  const isRight = name.trim() === person.name
  const onSubmit = async () => {
    setAsked(true)
    if (!isRight) return false
    setChange({ busy: 'erase', error: null })
    try {
      await api.put(`/api/people/${person.id}/erasure`, { name: person.name, withTexts })
    } catch (error) {
      setChange({ busy: null, error: errorText(error) })
      return false
    }
    toast(t('erased'))
    router.refresh()
    return true
  }
  return (
    <FormFrame
      title={t('eraseTitle', { name: person.name })}
      text={t('eraseText')}
      submit={t('eraseSubmit')}
      tone="danger"
      change={change}
      onClose={onClose}
      onSubmit={onSubmit}
    >
      <Field label={t('typeName', { name: person.name })} error={isAsked && !isRight ? t('notTheName') : undefined}>
        {(given) => (
          <Input {...given} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Tick label={t('withTexts')} checked={withTexts} onChange={setWithTexts} />
    </FormFrame>
  )
}

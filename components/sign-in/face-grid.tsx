'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Input } from '@/components/ui/input'
import type { Face } from '@/lib/devices/schema'

/** More than a glance takes in: then one may type. */
const MANY = 16

interface Props {
  faces: Face[]
  onChoose: (face: Face) => void
}

/** Those of the device's department first, then everybody. */
export function FaceGrid({ faces, onChoose }: Props) {
  const t = useTranslations('device')
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLocaleLowerCase()
  const shown = faces.filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
  const close = shown.filter(({ isClose }) => isClose)
  const others = shown.filter(({ isClose }) => !isClose)
  return (
    <div className="grid content-start gap-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <h1 className="font-strong text-figure tracking-tight">{t('whoAreYou')}</h1>
        {faces.length > MANY ? (
          <Input
            type="search"
            aria-label={t('findName')}
            placeholder={t('findName')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="w-64 max-sm:w-full"
          />
        ) : null}
      </div>
      {faces.length === 0 ? <p className="max-w-md text-thread text-muted">{t('nobodyHasPin')}</p> : null}
      {faces.length > 0 && shown.length === 0 ? <p className="text-thread text-muted">{t('nobodyFound')}</p> : null}
      {close.length > 0 ? <Group title={t('thisDepartment')} faces={close} onChoose={onChoose} /> : null}
      {others.length > 0 ? (
        <Group title={close.length > 0 ? t('everybodyElse') : t('everybody')} faces={others} onChoose={onChoose} />
      ) : null}
    </div>
  )
}

function Group({ title, faces, onChoose }: Props & { title: string }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="font-medium text-body text-muted">
        {title}
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-3">
        {faces.map((face) => (
          <li key={face.id} className="grid">
            <button
              type="button"
              onClick={() => onChoose(face)}
              className="grid content-start justify-items-center gap-3 rounded-card border border-line bg-surface px-2 py-5 text-center font-medium text-body hover:bg-sunken active:bg-line"
            >
              <Avatar name={face.name} className="size-16 text-title touch:size-16 touch:text-title" />
              <span className="max-w-full break-words">{face.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

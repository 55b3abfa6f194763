'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useDepartmentOptions } from '@/components/shell/use-department-options'
import { Button } from '@/components/ui/button'
import { DialogBack, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { DEVICE_KINDS, type DeviceKind, LOCK_MINUTES } from '@/lib/devices/schema'
import { newId } from '@/lib/schema'

const NONE = 'none'
const MINUTES = [1, 2, 5, 10, 15, 30, 60]

interface Props {
  /** With the code to be typed; null when it is this browser. */
  onEnrolled: (code: string | null) => void
}

export function EnrolForm({ onEnrolled }: Props) {
  const t = useTranslations()
  const errorText = useErrorText()
  const { departmentName } = useHotel()
  const departments = useDepartmentOptions().map((value) => ({ value, label: departmentName(value) }))
  const [id] = useState(newId)
  const [given, setGiven] = useState({ name: '', kind: 'tablet' as DeviceKind, departmentId: NONE, where: 'code' })
  const [lockMinutes, setLockMinutes] = useState<number | null>(null)
  const [failure, setFailure] = useState<{ name?: string; all?: string }>({})
  const [isTrying, setTrying] = useState(false)
  const minutes = lockMinutes ?? LOCK_MINUTES[given.kind]

  const enrol = async () => {
    if (isTrying) return
    if (given.name.trim() === '') return setFailure({ name: t('device.needName') })
    setTrying(true)
    const departmentId = given.departmentId === NONE ? null : given.departmentId
    const input = { id, name: given.name, kind: given.kind, departmentId, lockMinutes: minutes }
    try {
      const isHere = given.where === 'here'
      const { code } = await api.post<{ code: string | null }>('/api/devices', { ...input, isHere })
      onEnrolled(code)
    } catch (error) {
      setFailure({ all: errorText(error) })
      setTrying(false)
    }
  }
  const choices = <K extends string>(values: readonly K[], word: (value: K) => string) =>
    values.map((value) => ({ value, label: word(value) }))

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void enrol()
      }}
    >
      <div className="grid gap-5 px-6 pt-4 pb-6">
        <Field label={t('device.name')} hint={t('device.nameHint')} error={failure.name}>
          {(ids) => (
            <Input
              {...ids}
              value={given.name}
              maxLength={60}
              onChange={(event) => setGiven({ ...given, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('device.where')}>
          {(ids) => (
            <Select
              {...ids}
              value={given.where}
              onChange={(where) => setGiven({ ...given, where })}
              options={choices(['code', 'here'] as const, (where) => t(`device.whereIs.${where}`))}
            />
          )}
        </Field>
        <Field label={t('device.kind')}>
          {(ids) => (
            <Select
              {...ids}
              value={given.kind}
              onChange={(kind) => setGiven({ ...given, kind: kind === 'desk' ? 'desk' : 'tablet' })}
              options={choices(DEVICE_KINDS, (kind) => t(`device.kindIs.${kind}`))}
            />
          )}
        </Field>
        <Field label={t('device.department')} hint={t('device.departmentHint')}>
          {(ids) => (
            <Select
              {...ids}
              value={given.departmentId}
              onChange={(departmentId) => setGiven({ ...given, departmentId })}
              options={[{ value: NONE, label: t('device.noDepartment') }, ...departments]}
            />
          )}
        </Field>
        <Field label={t('device.lockMinutes')}>
          {(ids) => (
            <Select
              {...ids}
              value={String(minutes)}
              onChange={(value) => setLockMinutes(Number(value))}
              options={MINUTES.map((count) => ({ value: String(count), label: t('device.minutes', { count }) }))}
            />
          )}
        </Field>
        {failure.all ? (
          <p role="alert" className="rounded-control bg-late-fill px-3 py-2 text-body text-late">
            {failure.all}
          </p>
        ) : null}
      </div>
      <DialogFooter>
        <DialogBack />
        <Button tone="primary" type="submit" aria-disabled={isTrying}>
          {t(given.where === 'here' ? 'device.enrolHere' : 'device.makeCode')}
        </Button>
      </DialogFooter>
    </form>
  )
}

'use client'
import { ClipboardList, Moon, Sun, Sunset, Undo2, Users } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import { type ShiftAction, useShift } from './use-shift'

const ICON = { start: Sun, end: Sunset, off: Moon, back: Undo2 }

/** In a person's menu: their work, their shift, and who else is here. */
export function DutyItems({ onOff }: { onOff: () => void }) {
  const t = useTranslations()
  const { personId } = useHotel().actor
  const { actions, run } = useShift(personId)
  const press = async (action: ShiftAction) => {
    if (action === 'off') return onOff()
    // The menu closes: whether it was done is said where it stays in sight.
    toast((await run(action)) === null ? t('duty.failed') : t(`duty.said.${action}`))
  }
  return (
    <>
      <MenuItem asChild>
        <Link href="/my-work" prefetch={false}>
          <ClipboardList aria-hidden />
          {t('myWork.title')}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/duty" prefetch={false}>
          <Users aria-hidden />
          {t('duty.title')}
        </Link>
      </MenuItem>
      <MenuSeparator />
      {actions.map((action) => {
        const Icon = ICON[action]
        return (
          <MenuItem key={action} onSelect={() => void press(action)}>
            <Icon aria-hidden />
            {t(`duty.${action}`)}
          </MenuItem>
        )
      })}
    </>
  )
}

'use client'
import { BellRing, CircleUserRound, Keyboard, LayoutList, LockKeyhole, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { useDevice } from '@/components/device/device-provider'
import { DutyItems } from '@/components/duty/duty-items'
import { OffTodayDialog } from '@/components/duty/off-today-dialog'
import { Avatar } from '@/components/ui/avatar'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/menu'
import { useErrorText } from '@/lib/client/errors'
import { signOut } from '@/lib/client/sign-in'
import { useHotel } from './hotel-provider'
import { asTheme, chooseTheme, currentTheme, THEMES } from './theme'

const DeskItems = dynamic(() => import('./person-menu-desk').then((file) => file.DeskItems))

const THEME_ICON = { system: Monitor, light: Sun, dark: Moon }
const THEME_WORD = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const

interface Props {
  /** Only the initials, where there is no room for more. */
  isCompact?: boolean
  /** Where there are keys to show. */
  onShowKeys?: () => void
  /** It is drawn because somebody pressed for it. */
  isOpenAtFirst?: boolean
}

/** Who is signed in, and what is theirs to set. */
export function PersonMenu({ isCompact = false, isOpenAtFirst = false, onShowKeys }: Props) {
  const t = useTranslations('shell')
  const { actor } = useHotel()
  const words = useTranslations()
  const { device, lock } = useDevice()
  const errorText = useErrorText()
  const [theme, setTheme] = useState<string | undefined>(() => (isOpenAtFirst ? currentTheme() : undefined))
  const [isLeaving, setLeaving] = useState(false)
  const leave = () =>
    signOut(actor.personId).then(
      () => window.location.assign('/sign-in'),
      (error) => toast(errorText(error)),
    )

  return (
    <>
      <Menu defaultOpen={isOpenAtFirst} onOpenChange={(isOpen) => isOpen && setTheme(currentTheme())}>
        <MenuTrigger
          aria-label={`${t('menu')}: ${actor.name}`}
          className="flex min-w-0 items-center gap-2.5 rounded-control p-1.5 text-left hover:bg-sunken data-[state=open]:bg-sunken touch:min-h-12 touch:min-w-12 touch:justify-center"
        >
          <Avatar name={actor.name} className="size-7 text-[0.6875rem] touch:size-9 touch:text-meta" />
          {isCompact ? null : (
            <span className="grid min-w-0 flex-1">
              <span className="truncate font-medium text-body leading-5">{actor.name}</span>
              <span className="truncate text-meta text-muted">{t(`role.${actor.role}`)}</span>
            </span>
          )}
        </MenuTrigger>
        <MenuContent side="top" align={isCompact ? 'end' : 'start'}>
          {isCompact ? <MenuLabel>{actor.name}</MenuLabel> : null}
          <MenuItem asChild>
            <Link href="/">
              <LayoutList aria-hidden />
              {t('board')}
            </Link>
          </MenuItem>
          <DeskItems />
          <MenuItem asChild>
            <Link href="/settings/alerts">
              <BellRing aria-hidden />
              {t('alerts')}
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href="/me">
              <CircleUserRound aria-hidden />
              {words('me.title')}
            </Link>
          </MenuItem>
          {onShowKeys ? (
            <MenuItem onSelect={onShowKeys} className="touch:hidden">
              <Keyboard aria-hidden />
              {t('keys')}
            </MenuItem>
          ) : null}
          <DutyItems onOff={() => setLeaving(true)} />
          <MenuSeparator />
          <MenuLabel>{t('theme')}</MenuLabel>
          <MenuRadioGroup
            value={theme}
            onValueChange={(value) => {
              chooseTheme(asTheme(value))
              setTheme(value)
            }}
          >
            {THEMES.map((one) => {
              const Icon = THEME_ICON[one]
              return (
                <MenuRadioItem key={one} value={one} onSelect={(event) => event.preventDefault()}>
                  <Icon aria-hidden />
                  {t(THEME_WORD[one])}
                </MenuRadioItem>
              )
            })}
          </MenuRadioGroup>
          <MenuSeparator />
          {device ? (
            <MenuItem onSelect={lock}>
              <LockKeyhole aria-hidden />
              {words('device.lock')}
            </MenuItem>
          ) : null}
          <MenuItem onSelect={leave}>
            <LogOut aria-hidden />
            {t('signOut')}
          </MenuItem>
        </MenuContent>
      </Menu>
      {isLeaving ? <OffTodayDialog personId={actor.personId} onClose={() => setLeaving(false)} /> : null}
    </>
  )
}

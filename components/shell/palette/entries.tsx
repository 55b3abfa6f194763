'use client'
import { Command } from 'cmdk'
import {
  ArrowRightLeft,
  Columns3,
  History,
  Keyboard,
  LayoutList,
  type LucideIcon,
  MapPin,
  Plus,
  Search,
  UserRound,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ACTION_ICON } from '@/components/tickets/action-look'
import { StatusPill } from '@/components/tickets/status-pill'
import { Key } from '@/components/ui/key'
import type { Ticket } from '@/lib/tickets/schema'
import { useHotel } from '../hotel-provider'
import type { Choice } from './use-choice'
import { type Command as CommandName, type Found, keyOf } from './use-entries'

const COMMAND_ICON: Record<CommandName, LucideIcon> = {
  new: Plus,
  search: Search,
  history: History,
  board: LayoutList,
  keys: Keyboard,
  guests: ArrowRightLeft,
}
const COMMAND_KEY: Partial<Record<CommandName, string>> = { new: 'C', search: '/', keys: '?' }
const ACTION_KEY: Partial<Record<string, string>> = { complete: 'E', assign: 'A' }

interface Props {
  entries: Found
  typed: string
  atHand: Ticket | null
  onChoose: (choice: Choice) => void
}

/** What is found, in groups, the likeliest first. */
export function Entries({ entries, typed, atHand, onChoose }: Props) {
  const t = useTranslations('palette')
  const words = useTranslations('guest.flags')
  const { departmentName, placeName, what } = useHotel()
  const { first, tickets, actions, rooms, colleagues, views, ...rest } = entries
  const goes = ({ commands, pages }: Pick<Found, 'commands' | 'pages'>) => (
    <Group heading={t('commands')} isEmpty={commands.length + pages.length === 0}>
      {commands.map(({ command, name }) => (
        <Item
          key={command}
          value={keyOf.command({ command })}
          icon={COMMAND_ICON[command]}
          shortcut={COMMAND_KEY[command]}
          onSelect={() => onChoose({ kind: 'command', command, typed })}
        >
          <span className="min-w-0 flex-1 truncate">{name}</span>
        </Item>
      ))}
      {pages.map(({ href, name, Icon }) => (
        <Item key={href} value={keyOf.page({ href })} icon={Icon} onSelect={() => onChoose({ kind: 'page', href })}>
          <span className="min-w-0 flex-1 truncate">{name}</span>
        </Item>
      ))}
    </Group>
  )
  const handName = atHand ? [placeName(atHand.placeId), what(atHand)].filter(Boolean).join(' ') : ''
  return (
    <>
      {goes(first)}
      <Group heading={t('actions', { ticket: handName })} isEmpty={actions.length === 0}>
        {actions.map(({ action, name }) => (
          <Item
            key={action}
            value={keyOf.action({ action })}
            icon={ACTION_ICON[action]}
            shortcut={ACTION_KEY[action]}
            onSelect={() => atHand && onChoose({ kind: 'action', action, ticket: atHand })}
          >
            <span className="min-w-0 flex-1 truncate">{name}</span>
          </Item>
        ))}
      </Group>
      <Group heading={t('tickets')} isEmpty={tickets.length === 0}>
        {tickets.map((ticket) => (
          <Item
            key={ticket.id}
            value={keyOf.ticket(ticket)}
            onSelect={() => onChoose({ kind: 'ticket', ticketId: ticket.id })}
          >
            <span className="w-18 shrink-0 truncate font-strong">{placeName(ticket.placeId) || '–'}</span>
            <span className="min-w-0 flex-1 truncate">{what(ticket)}</span>
            <StatusPill status={ticket.status} />
            <span className="shrink-0 text-meta text-muted tabular-nums">T-{ticket.number}</span>
          </Item>
        ))}
      </Group>
      <Group heading={words('places')} isEmpty={rooms.length === 0}>
        {rooms.map((room) => (
          <Item
            key={room.id}
            value={keyOf.place(room)}
            icon={MapPin}
            onSelect={() => onChoose({ kind: 'place', placeId: room.id })}
          >
            <span className="min-w-0 flex-1 truncate">{words('open', { place: room.label })}</span>
            <span className="shrink-0 text-meta text-muted">{room.hint}</span>
          </Item>
        ))}
      </Group>
      <Group heading={t('people')} isEmpty={colleagues.length === 0}>
        {colleagues.map((person) => (
          <Item
            key={person.id}
            value={keyOf.person(person)}
            icon={UserRound}
            onSelect={() => onChoose({ kind: 'person', personId: person.id })}
          >
            <span className="min-w-0 flex-1 truncate">{t('ticketsOf', { name: person.name })}</span>
            <span className="shrink-0 text-meta text-muted">{person.departmentIds.map(departmentName).join(', ')}</span>
          </Item>
        ))}
      </Group>
      <Group heading={t('views')} isEmpty={views.length === 0}>
        {views.map(({ key, name, filter }) => (
          <Item
            key={key}
            value={keyOf.view({ key })}
            icon={Columns3}
            onSelect={() => onChoose({ kind: 'view', filter })}
          >
            <span className="min-w-0 flex-1 truncate">{name}</span>
          </Item>
        ))}
      </Group>
      {goes(rest)}
    </>
  )
}

interface GroupProps {
  heading: string
  isEmpty: boolean
  children: React.ReactNode
}

const Group = ({ heading, isEmpty, children }: GroupProps) =>
  isEmpty ? null : (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:truncate [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  )

interface ItemProps {
  value: string
  icon?: LucideIcon
  shortcut?: string
  onSelect: () => void
  children: React.ReactNode
}

const Item = ({ value, icon: Icon, shortcut, onSelect, children }: ItemProps) => (
  <Command.Item
    value={value}
    onSelect={onSelect}
    className="flex h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-body data-[selected=true]:bg-sunken touch:h-12"
  >
    {Icon ? <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-6" /> : null}
    {children}
    {shortcut ? (
      <span aria-hidden className="touch:hidden">
        <Key>{shortcut}</Key>
      </span>
    ) : null}
  </Command.Item>
)

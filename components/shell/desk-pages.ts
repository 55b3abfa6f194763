/** The pages of those at a desk that are not of the board, in the order in which rail and menu show them. */
import { ChartColumn, Download, MessageSquareQuote, ShieldCheck, Tablet, Users } from 'lucide-react'
import type { Actor } from '@/lib/auth/schema'
import { mayExportPerson } from '@/lib/privacy/policy'
import { canWordReplies } from '@/lib/replies/policy'
import { canReport } from '@/lib/reports/policy'

const isAdmin = ({ role }: Pick<Actor, 'role'>) => role === 'admin'

const PAGES = [
  { href: '/reports', word: 'reports.title', Icon: ChartColumn, isFor: canReport },
  { href: '/settings/people', word: 'shell.people', Icon: Users, isFor: isAdmin },
  { href: '/settings/devices', word: 'device.devicesTitle', Icon: Tablet, isFor: isAdmin },
  { href: '/settings/replies', word: 'shell.replies', Icon: MessageSquareQuote, isFor: canWordReplies },
  { href: '/settings/privacy', word: 'privacySettings.title', Icon: ShieldCheck, isFor: mayExportPerson },
  { href: '/settings/exports', word: 'exports.listTitle', Icon: Download, isFor: canReport },
] as const

export const deskPages = (actor: Actor) => PAGES.filter(({ isFor }) => isFor(actor))

/** What would be made, in words. */
import type { NewHotel } from './write'

const FEW = 5

export function preview(hotel: NewHotel, passwords: string | undefined): string {
  const { settings, departments, people, places, catalogue } = hotel
  return [
    `${settings.hotelName} (${settings.timeZone})`,
    `  ${amount(departments.length, 'department')}: ${departments.map(({ code }) => code).join(', ')}`,
    `  ${amount(people.length, 'person', 'people')}: ${some(people.map(({ name, role }) => `${name} (${role})`))}`,
    `  ${amount(places.length, 'place')}: ${byKind(places) || 'none yet'}`,
    `  ${amount(catalogue.length, 'catalogue item')}: ${some(catalogue.map(({ names }) => names.en ?? '')) || 'none yet'}`,
    ...(passwords ? [`  passwords are made up for those who have none, and written to ${passwords}`] : []),
  ].join('\n')
}

const amount = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

const some = (names: string[]) =>
  names.slice(0, FEW).join(', ') + (names.length > FEW ? ` and ${names.length - FEW} more` : '')

function byKind(places: NewHotel['places']): string {
  const counts = new Map<string, number>()
  for (const { kind } of places) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .map(([kind, count]) => (kind === 'equipment' ? `${count} equipment` : amount(count, kind)))
    .join(', ')
}

/** What the person sees when it runs. */
import { say } from '../say.mjs'
import { isEverywhere } from './settings.mjs'

const ROLES = { dispatcher: 'front desk', attendant: 'attendant', manager: 'manager', admin: 'administrator' }
const SHOWN = /** @type {const} */ (['felix', 'hana', 'marco', 'nora', 'ada'])

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ address: string, hotel: import('./hotel.mjs').Hotel, seconds: number }} about
 */
export async function greet(settings, { address, hotel, seconds }) {
  say(`\nBellboard is ready at ${address} (after ${seconds.toFixed(1)} s)\n`)
  if (hotel.demo) await showSignIns(hotel.name)
  if (hotel.empty) say('  No hotel yet: make one with "npm run hotel:new", or load the demo with "npm run db:seed".\n')
  if (isEverywhere(settings.host) && !process.env.PUBLIC_URL)
    say(
      `  Other devices cannot sign in yet: set PUBLIC_URL to the address they use, such as PUBLIC_URL=http://bellboard.local:${settings.port}\n`,
    )
  say(`  Data and logs: ${settings.data}`)
  say('  Ctrl-C stops everything and keeps the data.')
}

async function showSignIns(name) {
  const { tsImport } = await import('tsx/esm/api')
  const { cast, departments, PASSWORD } = await tsImport('../../db/cast.ts', import.meta.url)
  const work = Object.fromEntries(Object.values(departments).map(({ id, code }) => [id, code.replace('-', ' ')]))
  say(`  ${name} is an invented hotel. Everybody's password: ${PASSWORD}\n`)
  for (const key of SHOWN) {
    const person = cast[key]
    const department = person.role === 'attendant' ? work[person.departmentIds[0]] : ROLES[person.role]
    say(`    ${person.email.padEnd(24)}${person.name}, ${department}`)
  }
  say()
}

/** The command behind `npm run hotel:new`: reads everything, reports all that is wrong, shows what would be made, and only
 *  then writes, all of it or nothing. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '@/db/schema'
import { isEmpty } from '@/db/seed'
import { newId } from '@/lib/schema'
import { settings as settingsShape } from '@/lib/settings/schema'
import { type Answers, answersOf, isAsked, isConfirmed, type Options, readOptions, USAGE } from './answers'
import { readDepartments, usualDepartments } from './departments'
import { makePassword, type NewPerson, readPeople } from './people'
import { readPlaces } from './places'
import { preview } from './preview'
import { type Problem, sentence } from './table'
import { type NewHotel, starterCatalogue, writeHotel } from './write'

const SHIFTS = [
  { code: 'early', names: { en: 'Early' }, start: '06:00', end: '14:00' },
  { code: 'late', names: { en: 'Late' }, start: '14:00', end: '22:00' },
  { code: 'night', names: { en: 'Night' }, start: '22:00', end: '06:00' },
]

const say = (text: string) => process.stdout.write(`${text}\n`)
/** As the person typed it, from where they typed it. */
const fileOf = (name: string) => path.resolve(process.env.BELLBOARD_FROM ?? '.', name)

const connection = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const db = drizzle(connection, { schema, casing: 'snake_case' })

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await connection.end()
}

async function main(options: Options): Promise<number> {
  if (options.help) {
    say(USAGE)
    return 0
  }
  if (!(await isEmpty(db)))
    throw new Error(
      'This database already holds a hotel: set BELLBOARD_DATA (or DATABASE_URL) to an empty one. Nothing was changed.',
    )
  const passwords = fileOf(options.passwords ?? 'hotel-passwords.csv')
  const problems: Problem[] = []
  const hotel = plan(await answersOf(options), options, problems)
  if (problems.length > 0) {
    say(
      `${problems.map(sentence).join('\n')}\n\n${problems.length} problem${problems.length === 1 ? '' : 's'}. Nothing was made.`,
    )
    return 1
  }
  const generated = hotel.people.slice(1).filter((person) => person.generated)
  say(preview(hotel, generated.length > 0 ? passwords : undefined))
  if (options.preview) {
    say('Nothing was made: leave out --preview to make it.')
    return 0
  }
  if (!options.yes && !isAsked()) throw new Error('Nothing was made: add --yes to make it.')
  if (!options.yes && !(await isConfirmed('Make this hotel?'))) throw new Error('Nothing was made.')
  await make(hotel, generated, passwords)
  return 0
}

function plan(answers: Answers, options: Options, problems: Problem[]): NewHotel {
  const departments = options.departments ? readDepartments(fileOf(options.departments), problems) : usualDepartments()
  const admin: NewPerson = {
    id: newId(),
    name: answers.adminName,
    email: answers.adminEmail,
    role: 'admin',
    locale: 'en',
    departmentIds: [],
    password: process.env.ADMIN_PASSWORD || makePassword(),
    generated: !process.env.ADMIN_PASSWORD,
  }
  const others = options.people ? readPeople(fileOf(options.people), departments, [admin.email], problems) : []
  return {
    settings: settingsShape.parse({
      hotelName: answers.name,
      timeZone: answers.timeZone,
      businessDayStart: '03:00',
      shifts: SHIFTS,
      closeAfterHours: 24,
      demo: false,
    }),
    departments,
    people: [admin, ...others],
    places: options.places ? readPlaces(fileOf(options.places), problems) : [],
    catalogue: options['no-catalogue'] ? [] : starterCatalogue(departments),
  }
}

/** The passwords are on paper before the hotel is: a hotel whose people cannot come in is of no use. */
async function make(hotel: NewHotel, generated: NewPerson[], file: string) {
  if (generated.length > 0) {
    if (existsSync(file)) throw new Error(`${file} is there already: name another with --passwords. Nothing was made.`)
    writeFileSync(file, `name,email,password\n${generated.map(line).join('\n')}\n`, { mode: 0o600, flag: 'wx' })
  }
  try {
    await writeHotel(db, hotel)
  } catch (error) {
    if (generated.length > 0) rmSync(file)
    throw error
  }
  const [admin] = hotel.people
  say(`\n${hotel.settings.hotelName} is ready.`)
  if (admin) say(`Sign in as ${admin.email}${admin.generated ? ` with ${admin.password} (shown only now)` : ''}.`)
  if (generated.length > 0) say(`The other people's passwords are in ${file}: hand them out, then remove it.`)
}

function line({ name, email, password }: NewPerson): string {
  return [name, email, password].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}

/** What `npm run hotel:new` has to know: from its arguments, else asked for when somebody is there to answer. */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { isEmail, passwordProblem } from './people'

export const USAGE = `npm run hotel:new -- [options]     makes an empty real hotel

  --name "Hotel Lindenhof"        what the hotel is called
  --time-zone Europe/Vienna       as in the IANA list
  --admin-name "Ada Lindqvist"    the first administrator
  --admin-email ada@hotel.example
  --people people.csv             name,email,role,departments,language,password
  --places places.csv             name,kind,parent
  --departments departments.csv   code,name,name_de,…      (without: the usual five)
  --no-catalogue                  begin without the starter catalogue
  --passwords passwords.csv       where generated passwords are written
  --preview                       show what would be made, and make nothing
  --yes                           make it without asking

The administrator's password is read from ADMIN_PASSWORD, else made up and shown once.`

export const readOptions = (args: string[]) =>
  parseArgs({
    args,
    options: {
      name: { type: 'string' },
      'time-zone': { type: 'string' },
      'admin-name': { type: 'string' },
      'admin-email': { type: 'string' },
      people: { type: 'string' },
      places: { type: 'string' },
      departments: { type: 'string' },
      passwords: { type: 'string' },
      'no-catalogue': { type: 'boolean', default: false },
      preview: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values

export type Options = ReturnType<typeof readOptions>

export interface Answers {
  name: string
  timeZone: string
  adminName: string
  adminEmail: string
}

/** Throws a sentence when something is missing and nobody can be asked, or is wrong. */
export async function answersOf(options: Options): Promise<Answers> {
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const name = await answer(options.name, '--name', 'What is the hotel called?')
  const timeZone = await answer(options['time-zone'], '--time-zone', `Its time zone? [${ownZone}]`, ownZone)
  if (!isTimeZone(timeZone)) throw new Error(`"${timeZone}" is no time zone: say it as in Europe/Vienna.`)
  const adminName = await answer(options['admin-name'], '--admin-name', "The first administrator's name?")
  const given = await answer(options['admin-email'], '--admin-email', "The administrator's e-mail address?")
  const adminEmail = given.toLowerCase()
  if (!isEmail(adminEmail)) throw new Error(`"${adminEmail}" is no e-mail address.`)
  const wrong = process.env.ADMIN_PASSWORD ? passwordProblem(process.env.ADMIN_PASSWORD) : undefined
  if (wrong) throw new Error(`ADMIN_PASSWORD ${wrong}.`)
  return { name, timeZone, adminName, adminEmail }
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

async function answer(given: string | undefined, option: string, question: string, usual = ''): Promise<string> {
  const said = given ?? (await ask(`${question} `, option))
  const text = said.trim() || usual
  if (!text || text.length > 120) throw new Error(`${option} must have 1 to 120 characters.`)
  return text
}

/** Whether somebody is there to answer. */
export const isAsked = (): boolean => Boolean(process.stdin.isTTY && process.stdout.isTTY)

async function ask(question: string, option: string): Promise<string> {
  if (!isAsked()) throw new Error(`${option} is missing.\n\n${USAGE}`)
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  return lines.question(question).finally(() => lines.close())
}

export async function isConfirmed(question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await ask(`${question} [y/N] `, '--yes')).trim())
}

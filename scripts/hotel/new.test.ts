/** `npm run hotel:new`: what is wrong in the files is said line by line, and a hotel is made whole or not at all. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { catalogue } from '@/db/demo/catalogue'
import * as table from '@/db/schema'
import { verifyPassword } from '@/lib/auth/password'
import { emptyDatabase } from '../stage/empty-database'
import { parseCsv } from './csv'
import { usualDepartments } from './departments'
import { readPeople } from './people'
import { readPlaces } from './places'
import { type Problem, sentence } from './table'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-hotel-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, ...lines: string[]): string {
  const at = path.join(folder, name)
  writeFileSync(at, `${lines.join('\n')}\n`)
  return at
}

function problemsOf(read: (problems: Problem[]) => unknown): string[] {
  const problems: Problem[] = []
  read(problems)
  return problems.map(sentence)
}

const PEOPLE = 'name,email,role,departments,language'
const ADMIN = [
  '--name',
  'Hotel Lindenhof',
  '--time-zone',
  'Europe/Vienna',
  '--admin-name',
  'Ida Berg',
  '--admin-email',
  'Ida@Lindenhof.example',
]

async function hotelNew(url: string, ...args: string[]) {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/hotel/new.ts', ...args]
  const child = spawn(process.execPath, command, {
    env: { ...process.env, DATABASE_URL: url, BELLBOARD_FROM: folder, ADMIN_PASSWORD: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  const [code] = await once(child, 'close')
  return { code, output }
}

describe('CSV', () => {
  it('is read as spreadsheets write it', () => {
    const rows = parseCsv('\ufeffname;note\r\n"Berg; Ida";"said ""hello""\nand left"\r\n\r\nLast;"x"')
    expect(rows).toEqual([
      { line: 1, cells: ['name', 'note'] },
      { line: 2, cells: ['Berg; Ida', 'said "hello"\nand left'] },
      { line: 5, cells: ['Last', 'x'] },
    ])
  })

  it('says where a quote is never closed', () => {
    expect(() => parseCsv('a,b\n1,"2\n3,4\n')).toThrow('line 2: a quote is never closed')
  })
})

describe('the report', () => {
  it('names line, column and reason for everything that is wrong with people', () => {
    const people = file(
      'people.csv',
      PEOPLE,
      'Ida Berg,ida@lindenhof.example,manager,,de',
      'Olga,olga@lindenhof.example,attendant,housekeeping engineering,pl',
      ',nobody,boss,kitchen,xx',
      'Olga Again,OLGA@lindenhof.example,attendant,,en',
    )
    const found = problemsOf((problems) => readPeople(people, usualDepartments(), ['ida@lindenhof.example'], problems))
    expect(found).toEqual([
      'people.csv, line 2, email: "ida@lindenhof.example" is there twice',
      'people.csv, line 4, name: must have 1 to 120 characters',
      'people.csv, line 4, email: "nobody" is no e-mail address',
      'people.csv, line 4, role: "boss" must be one of attendant, dispatcher, manager, admin',
      'people.csv, line 4, language: "xx" must be one of en, de, es, fr, pt, pl, uk, tl, ar',
      expect.stringMatching(/^people\.csv, line 4, departments: "kitchen" must be one of front-desk, housekeeping/),
      'people.csv, line 5, email: "olga@lindenhof.example" is there twice',
      'people.csv, line 5, departments: an attendant belongs to at least one',
    ])
  })

  it('names columns that are missing, unknown or double', () => {
    const people = file('columns.csv', 'name,mail,role,role', 'Ida,ida@lindenhof.example,admin,admin')
    expect(problemsOf((problems) => readPeople(people, [], [], problems))).toEqual([
      'columns.csv, line 1, email: this column is missing; there are name, mail, role, role',
      expect.stringContaining('columns.csv, line 1, mail: is not a column I know'),
      'columns.csv, line 1, role: there are two columns of this name',
    ])
  })

  it('says that a file is missing, or not UTF-8', () => {
    const latin = path.join(folder, 'latin.csv')
    writeFileSync(latin, Buffer.from('name,kind\nCaf\xe9,area\n', 'latin1'))
    expect(problemsOf((problems) => readPlaces(latin, problems))).toEqual([
      'latin.csv, line 1: is not UTF-8: save it as "CSV UTF-8"',
    ])
    expect(problemsOf((problems) => readPlaces(path.join(folder, 'none.csv'), problems))).toEqual([
      'none.csv, line 1: there is no such file',
    ])
  })

  it('keeps places a tree', () => {
    const places = file(
      'tree.csv',
      'name,kind,parent',
      'Main,building,',
      'Annex,building,',
      'Floor 1,floor,Main',
      'Floor 1,floor,Annex',
      '101,room,Main/Floor 1',
      '101,room,Floor 1',
      '102,room,Roof',
      '103,room,',
      'Tower,building,Main',
      'Spa,area,Sauna',
      'Sauna,area,Spa',
      '101,room,main / floor 1',
    )
    expect(problemsOf((problems) => readPlaces(places, problems))).toEqual([
      'tree.csv, line 7, parent: "Floor 1" is there 2 times: put its own parent before it, as in "Main building/Floor 1"',
      'tree.csv, line 8, parent: "Roof" is not in this file',
      'tree.csv, line 9, parent: is empty: a room lies in a floor or building',
      'tree.csv, line 10, parent: a building cannot lie in "Main", which is a building',
      'tree.csv, line 13, name: "101" is there twice in the same place',
      'tree.csv, line 11, parent: "Spa" would lie in itself',
      'tree.csv, line 12, parent: "Sauna" would lie in itself',
    ])
  })
})

describe('npm run hotel:new', { timeout: 180_000 }, () => {
  it('shows, makes nothing without a yes, makes all of it with one, and never makes a second', async () => {
    const { url, db, close } = await emptyDatabase()
    const people = file(
      'staff.csv',
      PEOPLE,
      'Olga,olga@lindenhof.example,attendant,housekeeping,pl',
      'Max,max@lindenhof.example,dispatcher,front-desk,',
    )
    const places = file('house.csv', 'name,kind,parent', '101,room,Floor 1', 'Floor 1,floor,Main', 'Main,building,')
    const args = [...ADMIN, '--people', people, '--places', places]

    const shown = await hotelNew(url, ...args, '--preview')
    expect(shown).toMatchObject({ code: 0, output: expect.stringContaining('3 places: 1 building, 1 floor, 1 room') })
    expect(await hotelNew(url, ...args)).toMatchObject({ code: 1, output: expect.stringContaining('add --yes') })
    expect(await db.select().from(table.people)).toEqual([])

    const made = await hotelNew(url, ...args, '--yes')
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('Hotel Lindenhof is ready') })
    const password = /Sign in as ida@lindenhof\.example with (\S+) /.exec(made.output)?.[1] ?? ''
    const rows = await db.select().from(table.people)
    expect(rows.map(({ email, role, locale }) => [email, role, locale]).sort()).toEqual([
      ['ida@lindenhof.example', 'admin', 'en'],
      ['max@lindenhof.example', 'dispatcher', 'en'],
      ['olga@lindenhof.example', 'attendant', 'pl'],
    ])
    const hashOf = (email: string) => rows.find((row) => row.email === email)?.passwordHash ?? null
    expect(await verifyPassword(hashOf('ida@lindenhof.example'), password)).toBe(true)
    expect(await db.select().from(table.catalogueItems)).toHaveLength(catalogue.length)
    expect((await db.select().from(table.settings))[0]?.value).toMatchObject({
      hotelName: 'Hotel Lindenhof',
      demo: false,
    })

    const paper = path.join(folder, 'hotel-passwords.csv')
    expect(statSync(paper).mode & 0o777).toBe(0o600)
    const olga = parseCsv(readFileSync(paper, 'utf8')).find(({ cells }) => cells[0] === 'Olga')
    expect(await verifyPassword(hashOf('olga@lindenhof.example'), olga?.cells[2] ?? '')).toBe(true)

    const again = await hotelNew(url, ...args, '--yes')
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('already holds a hotel') })
    await close()
  })

  it('writes nothing when one line is wrong', async () => {
    const { url, db, close } = await emptyDatabase()
    const people = file(
      'one-wrong.csv',
      PEOPLE,
      'Olga,olga@lindenhof.example,attendant,housekeeping,pl',
      'Max,max,dispatcher,,',
    )
    const refused = await hotelNew(url, ...ADMIN, '--people', people, '--yes')
    expect(refused.code).toBe(1)
    expect(refused.output).toContain(
      'one-wrong.csv, line 3, email: "max" is no e-mail address\n\n1 problem. Nothing was made.',
    )
    expect(await db.select().from(table.settings)).toEqual([])
    await close()
  })
})

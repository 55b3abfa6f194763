/** The same people, groups and tickets for everybody: 300 groups of 10 people and 50 tickets each. Whoever is of a group
 *  sees its tickets and no others, so that a message reaches whom the load means and nobody besides. */
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'

export const GROUPS = 300
export const PEOPLE = 10
export const TICKETS = 50

const FAMILY = { group: 'b01', person: 'b02', ticket: 'b03', session: 'b04' }
const idOf = (family, number) => `01900000-0000-7${FAMILY[family]}-8000-${number.toString(16).padStart(12, '0')}`
const sqlId = (family, number) => `('01900000-0000-7${FAMILY[family]}-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

export const ticketId = (group, number) => idOf('ticket', group * TICKETS + number)
const personNumber = (group, number) => group * PEOPLE + number
const MANAGER = GROUPS * PEOPLE

/** "name=value" of everybody's cookie, by group and person. */
export async function cookies(secret) {
  const made = await Promise.all(Array.from({ length: MANAGER }, (_, number) => cookie(secret, number)))
  return (group, number) => made[personNumber(group, number)] ?? ''
}

async function cookie(secret, number) {
  const token = { personId: idOf('person', number), sessionId: idOf('session', number) }
  return `next-auth.session-token=${await encode({ token, secret, maxAge: 12 * 3600 })}`
}

/** What a ticket leaves to be read into the search and the reports, once it has been quiet for a minute, is done beforehand. These
 *  tickets were made all at once, thousands of them, and a load of seconds would measure nothing else; under one that goes on
 *  they are never quiet. */
export async function readIn(origin, secret) {
  const headers = { cookie: await cookie(secret, MANAGER) }
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const until = new Date(Date.now() + 3_600_000).toISOString()
  for (const path of ['/api/history?q=bench&limit=1', `/api/reports/volume?since=${since}&until=${until}`])
    for (let isBehind = true; isBehind; ) {
      const answer = await fetch(origin + path, { headers })
      if (!answer.ok) throw new Error(`reading in: ${path} answered ${answer.status}`)
      isBehind = (await answer.json()).isBehind
    }
}

export const fillBellboard = (url) =>
  run(url, [
    `insert into departments (id, code, names) select ${sqlId('group', 'g')}, 'bench-' || g, '{"en":"Bench"}' from generate_series(0, ${GROUPS - 1}) g`,
    `insert into people (id, email, name, role, password_hash) select ${sqlId('person', 'p')}, 'bench-' || p || '@bench.example', 'Bench ' || p, 'attendant', '-' from generate_series(0, ${GROUPS * PEOPLE - 1}) p`,
    `insert into memberships (person_id, department_id) select ${sqlId('person', 'p')}, ${sqlId('group', `p / ${PEOPLE}`)} from generate_series(0, ${GROUPS * PEOPLE - 1}) p`,
    `insert into people (id, email, name, role, password_hash) values (${sqlId('person', MANAGER)}, 'bench-manager@bench.example', 'Bench manager', 'manager', '-')`,
    `insert into sessions (id, person_id, session_version, device, expires_at) select ${sqlId('session', 'p')}, ${sqlId('person', 'p')}, 1, 'bench', now() + interval '12 hours' from generate_series(0, ${MANAGER}) p`,
    `insert into tickets (id, summary, department_id, priority, status, opener_id, due_at, opened_at, state_changed_at)
   select ${sqlId('ticket', 't')}, 'Bench ' || t, ${sqlId('group', `t / ${TICKETS}`)}, 'normal', 'new', ${sqlId('person', `t / ${TICKETS} * ${PEOPLE}`)}, now() + interval '30 days', now(), now()
   from generate_series(0, ${GROUPS * TICKETS - 1}) t`,
    'analyze',
  ])

export const fillPeers = (url) =>
  run(url, [
    `create table members (person_id uuid, group_id uuid, primary key (person_id, group_id))`,
    `create table sessions (id uuid primary key, person_id uuid not null, expires_at timestamptz not null)`,
    `create table tickets (id uuid primary key, group_id uuid not null, last_seq integer not null default 0, last_entry_at timestamptz)`,
    `create table messages (ticket_id uuid references tickets (id), seq integer, id uuid not null, author_id uuid not null, body jsonb not null,
   at timestamptz not null default now(), primary key (ticket_id, seq), unique (ticket_id, id))`,
    `insert into members select ${sqlId('person', 'p')}, ${sqlId('group', `p / ${PEOPLE}`)} from generate_series(0, ${GROUPS * PEOPLE - 1}) p`,
    `insert into sessions select ${sqlId('session', 'p')}, ${sqlId('person', 'p')}, now() + interval '12 hours' from generate_series(0, ${GROUPS * PEOPLE - 1}) p`,
    `insert into tickets (id, group_id) select ${sqlId('ticket', 't')}, ${sqlId('group', `t / ${TICKETS}`)} from generate_series(0, ${GROUPS * TICKETS - 1}) t`,
    'analyze',
  ])

/** The newest seq of every ticket: a stream is opened as by a page that has shown everything until now. */
export async function progress(url) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const rows = await sql`select id, last_seq from tickets where last_seq > 0`
  await sql.end()
  const seqs = new Map(rows.map(({ id, last_seq }) => [id, last_seq]))
  return (id) => seqs.get(id) ?? 0
}

async function run(url, statements) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  for (const statement of statements) await sql.unsafe(statement)
  await sql.end()
}

/** Invented people of housekeeping, signed in by writing their sessions down: hashing 50 passwords would be another test. */
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { createSession, sessionCookie } from '@/lib/auth/session'
import { newId } from '@/lib/schema'
import { Person } from './person'

export async function signIn(count: number, origin: string): Promise<Person[]> {
  const invented = Array.from({ length: count }, (_, index) => ({ id: newId(), name: `Load ${index + 1}` }))
  await db()
    .insert(people)
    .values(
      invented.map(({ id, name }) => ({
        id,
        name,
        email: `${id}@load.example`,
        role: 'attendant' as const,
        passwordHash: '-',
      })),
    )
  await db()
    .insert(memberships)
    .values(invented.map(({ id }) => ({ personId: id, departmentId: departments.housekeeping.id })))
  return Promise.all(
    invented.map(async ({ id }) => {
      const { sessionId } = await createSession(id, 'a load generator')
      return new Person(origin, await sessionCookie(sessionId, id, origin.startsWith('https:')))
    }),
  )
}

/** The sign-ins of the invented demo hotel that its sign-in page offers. */
import 'server-only'
import { cast, PASSWORD } from '@/db/cast'
import { DEMO_PEOPLE, type DemoSignIn } from './schema'

export const demoSignIns = (): DemoSignIn[] =>
  DEMO_PEOPLE.map((key) => ({ key, name: cast[key].name, email: cast[key].email, password: PASSWORD }))

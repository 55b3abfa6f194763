/** The sign-ins of the invented demo hotel that its sign-in page offers. */
import 'server-only'
import { cast, PASSWORD, PIN } from '@/db/cast'
import { DEMO_PEOPLE, type DemoSignIn } from './schema'

export const demoSignIns = (): DemoSignIn[] =>
  DEMO_PEOPLE.map((key) => ({ key, name: cast[key].name, email: cast[key].email, password: PASSWORD }))

/** The same for everybody, on a device that was enrolled to try it. */
export const DEMO_PIN = PIN

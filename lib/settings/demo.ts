/** The sign-ins of the invented demo hotel that its sign-in page offers. */
import 'server-only'
import { cast, PASSWORD } from '@/db/cast'

const SHOWN = ['felix', 'hana', 'marco', 'nora', 'ada'] as const

export interface DemoSignIn {
  key: (typeof SHOWN)[number]
  name: string
  email: string
  password: string
}

export const demoSignIns = (): DemoSignIn[] =>
  SHOWN.map((key) => ({ key, name: cast[key].name, email: cast[key].email, password: PASSWORD }))

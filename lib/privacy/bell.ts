/** Rings in this process when there is something to erase at once: whoever asked for it looks whether it is gone. What a ring
 *  does not reach, the clock comes to by its own time. */
import 'server-only'
import { once } from '@/lib/once'

const listeners = () => once('erasing', () => new Set<() => void>())

/** Answers how to stop it. */
export function onErasing(ring: () => void): () => void {
  listeners().add(ring)
  return () => void listeners().delete(ring)
}

export function ringForErasing(): void {
  for (const ring of listeners()) ring()
}

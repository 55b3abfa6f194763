/** Whether this process is on its way out: the load balancer is told first, and then the streams are closed. */
import 'server-only'
import { once } from '@/lib/once'

const state = () => once('draining', () => ({ since: null as Date | null }))

export const isDraining = (): boolean => state().since !== null

/** From now on `/api/health/ready` answers 503. */
export function startDraining(): void {
  state().since ??= new Date()
}

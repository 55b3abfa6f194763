/** How loud a department's alerts are, as the request that sets it. */
import type { Department } from '@/lib/people/schema'
import { api } from '../api'

export const setLoudness = (departmentId: string, loudness: number): Promise<Department> =>
  api.put(`/api/departments/${departmentId}/loudness`, { loudness })

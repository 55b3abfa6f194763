import { describe, expect } from 'vitest'
import { cast } from '@/db/cast'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { PUT } from './route'

describe('PUT /api/tickets/:id/work', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT' })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', from: 'accepted', by: 'hana', notFor: 'marco', event: 'started' },
    leads: { status: 'in_progress', assigneeId: cast.hana.id, startedAt: expect.stringMatching(/Z$/) },
  })
})

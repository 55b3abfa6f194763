import { describe, expect } from 'vitest'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { DELETE, PUT } from './route'

describe('PUT /api/tickets/:id/closure', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT' })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', from: 'done', by: 'ines', notFor: 'hana', event: 'closed' },
    leads: { status: 'closed', endedAt: expect.stringMatching(/Z$/) },
  })
})

describe('DELETE /api/tickets/:id/closure', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })
  changesOnce({
    ...{ handler: DELETE, method: 'DELETE', from: 'closed', by: 'felix', notFor: 'hana', event: 'reopened' },
    leads: { status: 'new', assigneeId: null, endedAt: null },
  })
})

import { describe, expect } from 'vitest'
import { cast } from '@/db/cast'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { DELETE, PUT } from './route'

describe('PUT /api/tickets/:id/completion', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT' })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', from: 'accepted', by: 'hana', notFor: 'marco', event: 'completed' },
    leads: { status: 'done', assigneeId: cast.hana.id, doneAt: expect.stringMatching(/Z$/) },
  })
})

describe('DELETE /api/tickets/:id/completion', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })
  // It is the department's word that is doubted, so not the department's own people.
  changesOnce({
    ...{ handler: DELETE, method: 'DELETE', from: 'done', by: 'felix', notFor: 'hana', event: 'sent_back' },
    leads: { status: 'accepted', assigneeId: cast.hana.id, doneAt: null },
  })
})

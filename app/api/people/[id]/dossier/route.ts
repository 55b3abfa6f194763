import { route } from '@/lib/api/route'
import { openDossier } from '@/lib/privacy/dossier'
import { personParams } from '@/lib/privacy/requests'

/** All that is held of a person, as JSON Lines to keep. Admins and managers; of tickets that they may not see it says nothing. */
export const GET = route({ params: personParams, paced: 'read' }, async ({ actor, params }) => {
  const lines = await openDossier(actor, params.id)
  return new Response(lines, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="person-${params.id}.jsonl"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})

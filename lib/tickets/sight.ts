/** Who sees a ticket beyond its department: restricting it, and the people who watch it. Pure. */
import 'server-only'
import type { Rules } from './step'

export const SIGHT: Rules<'restrict' | 'lift_restriction' | 'add_watcher' | 'remove_watcher'> = {
  restrict: {
    isDone: (ticket, { namedIds }) => ticket.restricted && namedIds.every((id) => ticket.namedIds.includes(id)),
    step: (_, { namedIds }) => ({
      patch: { restricted: true },
      event: { code: 'restricted', params: { namedIds } },
      watch: { add: namedIds.map((personId) => ({ personId, kind: 'named' })) },
    }),
  },
  lift_restriction: {
    isDone: (ticket) => !ticket.restricted,
    step: () => ({ patch: { restricted: false }, event: { code: 'restriction_lifted', params: {} } }),
  },
  add_watcher: {
    isDone: (ticket, { personId, kind }) => (kind === 'named' ? ticket.namedIds : ticket.watcherIds).includes(personId),
    step: (_, { personId, kind }) => ({
      patch: {},
      event: { code: 'watcher_added', params: { personId, kind } },
      watch: { add: [{ personId, kind }] },
    }),
  },
  remove_watcher: {
    isDone: ({ watcherIds, namedIds, mentionedIds }, { personId }) =>
      ![...watcherIds, ...namedIds, ...mentionedIds].includes(personId),
    step: (_, { personId }) => ({
      patch: {},
      event: { code: 'watcher_removed', params: { personId } },
      watch: { remove: [personId] },
    }),
  },
}

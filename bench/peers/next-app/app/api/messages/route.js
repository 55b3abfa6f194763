import { actorOf, commit } from '../../../../signed-in.mjs'

/** Write a message: signed in, seen, committed, published. */
export async function POST(request) {
  const actor = await actorOf(request.headers.get('cookie'))
  if (!actor) return Response.json({}, { status: 401 })
  const input = await request.json()
  const entry = await commit(actor, input)
  if (!entry) return Response.json({}, { status: 404 })
  globalThis.publishing = /#(\d+)#/.exec(input.body)?.[1]
  const published = globalThis.peerPublish(entry)
  globalThis.publishing = undefined
  await published
  return Response.json({ entry }, { status: 201 })
}

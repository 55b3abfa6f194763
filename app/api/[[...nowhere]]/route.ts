import { refusal } from '@/lib/api/refusal'
import { notFound } from '@/lib/errors'

/** Every address of the API that is none answers as the others refuse: 404 in JSON, not a page. */
const nowhere = async (request: Request) => refusal(notFound(), request)

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT }

import { route } from '@/lib/api/route'
import { sayFarewell } from '@/lib/privacy/farewell'
import { farewellInput, personParams } from '@/lib/privacy/requests'

/** Erase a person, and with `withTexts` all that they wrote. Admins only; for good. */
export const PUT = route({ params: personParams, body: farewellInput }, ({ actor, params, body }) =>
  sayFarewell(actor, params.id, body),
)

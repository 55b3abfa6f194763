/** Once a run: the production build, served for everybody from a demo hotel of its own. Specs that break something open
 *  another one. */
import { bringBuild } from '../scripts/bring/build.mjs'
import { ROOT } from '../scripts/start/settings.mjs'
import { openHotel } from './hotel'

export default async function globalSetup() {
  await bringBuild(ROOT, process.env.NEXT_DIST_DIR)
  const hotel = await openHotel()
  process.env.BELLBOARD_E2E_URL = hotel.origin
  return () => hotel.close()
}

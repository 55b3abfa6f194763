/** A mention brings a colleague in: they see the ticket from then on, and whoever writes it is told beforehand. */
import { departments, roomId } from '@/db/cast'
import { cast, expect, test } from './fixtures'
import { composer, openTicket, row, thread } from './screens'

test('mentioned, an engineer sees a housekeeping ticket, and is told so before it is sent', async ({ enter, as }) => {
  const ticket = await (await as(cast.felix)).open({
    placeId: roomId(509),
    summary: 'Water under the carpet',
    departmentId: departments.housekeeping.id,
  })
  const [felix, marco] = [await enter(cast.felix), await enter(cast.marco)]
  await openTicket(felix, ticket)
  await expect(row(marco, ticket)).toHaveCount(0)

  await composer(felix).pressSequentially('Can you look at this, @Marc')
  await expect(felix.getByRole('option', { name: /Marco Bellini/ })).toBeVisible()
  await felix.keyboard.press('Enter')
  await expect(composer(felix)).toHaveValue('Can you look at this, @Marco ')
  await expect(felix.getByText('Marco will see this ticket.')).toBeVisible()
  await felix.keyboard.press('Enter')

  await expect(row(marco, ticket)).toBeVisible()
  await openTicket(marco, ticket)
  await expect(thread(marco).getByText('Can you look at this, @Marco')).toBeVisible()
})

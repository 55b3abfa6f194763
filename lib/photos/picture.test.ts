import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { develop } from './picture'

/** Left half red, right half blue. */
const drawing = (width = 400, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: 'blue' } }).composite([
    { input: { create: { width: width / 2, height, channels: 3, background: 'red' } }, left: 0, top: 0 },
  ])
const HANA = cast.hana.id
const refused = { code: 'unsupported_media_type', told: { code: 'not_a_photo' } }
const colourAt = async (picture: Buffer, left: number, top: number) => {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [red = 0, , blue = 0] = data
  return red > blue ? 'red' : 'blue'
}

describe('a photo', () => {
  it('loses where it was taken, by what, and whatever else came with it', async () => {
    const taken = await drawing()
      .jpeg()
      .withExif({
        IFD0: { Make: 'Phone', Copyright: 'canary' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 30/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">canary</x:xmpmeta>')
      .toBuffer()
    expect(taken.includes('canary')).toBe(true)
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    const hidden = Buffer.concat([taken, Buffer.from('<script>canary</script>')])
    const { full, thumb } = await develop(HANA, hidden)
    for (const picture of [full, thumb]) {
      const { exif, xmp, iptc, format } = await sharp(picture).metadata()
      expect({ exif, xmp, iptc, format }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, format: 'jpeg' })
      expect(picture.includes('canary')).toBe(false)
    }
  })

  it('stands as it was held', async () => {
    // 6: the camera was turned to the right, so what is stored lies on its side.
    const taken = await drawing().jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const { full, width, height } = await develop(HANA, taken)
    expect({ width, height }).toEqual({ width: 200, height: 400 })
    expect([await colourAt(full, 100, 20), await colourAt(full, 100, 380)]).toEqual(['red', 'blue'])
  })

  it.each([
    ['png', () => drawing().png().toBuffer()],
    ['webp', () => drawing().webp().toBuffer()],
  ])('may be %s, and becomes JPEG', async (_, draw) => {
    const { full } = await develop(HANA, await draw())
    expect((await sharp(full).metadata()).format).toBe('jpeg')
  })

  it('is at most 2048 pixels long, its thumbnail 640, and never made larger', async () => {
    const large = await develop(HANA, await drawing(3000, 1500).jpeg().toBuffer())
    expect(large).toMatchObject({ width: 2048, height: 1024 })
    expect(await sharp(large.thumb).metadata()).toMatchObject({ width: 640, height: 320 })
    expect(await develop(HANA, await drawing(40, 20).jpeg().toBuffer())).toMatchObject({ width: 40, height: 20 })
  })
})

it('a photo for which there was no time is not refused: it may be sent again', async () => {
  const taken = await drawing().jpeg().toBuffer()
  vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValueOnce(new Error('timeout: 12% complete'))
  await expect(develop(HANA, taken)).rejects.toMatchObject({ code: 'unavailable' })
})

describe('what is no photo is refused, whatever it is called', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['text', () => Buffer.from('four towels')],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a vector drawing', () => Buffer.from(svg)],
    ['a document', () => Buffer.from('%PDF-1.7\n%%EOF')],
    ['a moving picture', () => drawing().gif().toBuffer()],
    ['a scan', () => drawing().tiff().toBuffer()],
    ['half of a photo', async () => (await drawing().jpeg().toBuffer()).subarray(0, 400)],
    ['nothing', () => Buffer.alloc(1)],
  ])('%s', async (_, make) => {
    await expect(develop(HANA, await make())).rejects.toMatchObject(refused)
  })

  it('a few bytes that unfold to more pixels than any camera takes', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'black' } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    await expect(develop(HANA, bomb)).rejects.toMatchObject(refused)
  })
})

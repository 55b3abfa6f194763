/** Makes a photo small before it is sent: upright, at most 2048 pixels on its longer side, JPEG, which every browser can write.
 *  Decoding and encoding are the browser's own, away from the page's thread. */

const LONGEST_SIDE = 2_048
const QUALITY = 0.82

/** The photo itself when it cannot be made smaller: the server then says what it thinks of it. */
export async function shrink(photo: Blob): Promise<Blob> {
  try {
    const image = await createImageBitmap(photo, { imageOrientation: 'from-image' })
    try {
      const small = await drawn(image)
      return small.size < photo.size ? small : photo
    } finally {
      image.close()
    }
  } catch {
    return photo
  }
}

async function drawn(image: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const canvas = canvasOf(width, height)
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null
  if (!context) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  // JPEG has no transparency.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0, width, height)
  return encoded(canvas)
}

function canvasOf(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas
}

function encoded(canvas: OffscreenCanvas | HTMLCanvasElement): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not encoded'))), 'image/jpeg', QUALITY),
  )
}

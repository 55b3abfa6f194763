'use client'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { createContext, useContext, useMemo, useRef, useState } from 'react'
import { BackCloses } from '@/components/ui/back-closes'
import { Button } from '@/components/ui/button'
import { photoUrl } from '@/lib/client/photos'
import type { Row } from './thread-rows'
import { type NamedPhoto, usePhotoName } from './use-photo-name'

interface Viewer {
  ticketId: string
  open: (photoId: string) => void
}
const ViewerContext = createContext<Viewer | null>(null)

export function usePhotoViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('usePhotoViewer must be used inside PhotoViewer')
  return viewer
}

interface Props {
  ticketId: string
  rows: readonly Row[]
  children: React.ReactNode
}

/** The photos of a thread, one at a time over the whole screen; arrows lead through all of them, each shown once. */
export function PhotoViewer({ ticketId, rows, children }: Props) {
  const [shownId, setShownId] = useState<string | null>(null)
  const opener = useRef<Element | null>(null)
  const viewer = useMemo(() => {
    const open = (id: string) => {
      opener.current = document.activeElement
      setShownId(id)
    }
    return { ticketId, open }
  }, [ticketId])
  const photos = useMemo(() => photosIn(rows), [rows])
  const at = photos.findIndex((photo) => photo.id === shownId)
  const shown = photos[at]
  const close = () => setShownId(null)
  const focusBack = (event: Event) => {
    event.preventDefault()
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return (
    <ViewerContext value={viewer}>
      {children}
      {shown ? (
        <Radix.Root open onOpenChange={(isOpen) => !isOpen && close()}>
          <Shown photo={shown} at={at} photos={photos} onShow={setShownId} onCloseAutoFocus={focusBack} />
        </Radix.Root>
      ) : null}
    </ViewerContext>
  )
}

interface ShownProps {
  photo: NamedPhoto
  at: number
  photos: readonly NamedPhoto[]
  onShow: (id: string) => void
  onCloseAutoFocus: (event: Event) => void
}

function Shown({ photo, at, photos, onShow, onCloseAutoFocus }: ShownProps) {
  const t = useTranslations('photos')
  const shell = useTranslations('shell')
  const { ticketId } = usePhotoViewer()
  const nameOf = usePhotoName()
  const cross = useRef<HTMLButtonElement>(null)
  const step = (by: number) => {
    const next = photos[at + by]
    if (next) onShow(next.id)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    // The board behind it has keys of its own.
    if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
  }
  return (
    <Radix.Portal>
      <Radix.Content
        aria-describedby={undefined}
        onKeyDown={onKeyDown}
        onCloseAutoFocus={onCloseAutoFocus}
        className="fixed inset-0 z-50 grid animate-overlay grid-rows-[auto_1fr] bg-paper outline-none"
      >
        <BackCloses onBack={() => cross.current?.click()} />
        <div className="flex items-center gap-2 border-line border-b py-2 pr-2 pl-6 touch:pl-4">
          <Radix.Title className="min-w-0 flex-1 truncate font-medium text-body">{nameOf(photo)}</Radix.Title>
          <span aria-live="polite" className="shrink-0 text-body text-muted">
            {t('position', { at: at + 1, count: photos.length })}
          </span>
          <Step label={t('previous')} isOff={at === 0} onPress={() => step(-1)}>
            <ChevronLeft aria-hidden />
          </Step>
          <Step label={t('next')} isOff={at === photos.length - 1} onPress={() => step(1)}>
            <ChevronRight aria-hidden />
          </Step>
          <Radix.Close asChild>
            <Button ref={cross} tone="quiet" size="icon" aria-label={shell('close')} title={shell('close')}>
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="grid min-h-0 place-items-center bg-sunken p-4 max-sm:p-0">
          {/* biome-ignore lint/performance/noImgElement: the route answers the right size itself */}
          <img
            key={photo.id}
            src={photoUrl(ticketId, photo.id, 'full')}
            alt={nameOf(photo)}
            width={photo.width}
            height={photo.height}
            className="max-h-full min-h-0 w-auto max-w-full object-contain"
          />
        </div>
      </Radix.Content>
    </Radix.Portal>
  )
}

interface StepProps {
  label: string
  isOff: boolean
  onPress: () => void
  children: React.ReactNode
}

/** Stays focusable at either end: focus must not fall out of the dialog. */
const Step = ({ label, isOff, onPress, children }: StepProps) => (
  <Button tone="quiet" size="icon" aria-label={label} title={label} aria-disabled={isOff} onClick={onPress}>
    {children}
  </Button>
)

/** Those that the server has, where they were first shown. */
function photosIn(rows: readonly Row[]): NamedPhoto[] {
  const found = new Map<string, NamedPhoto>()
  for (const row of rows)
    if (row.kind === 'message' && !row.message.outgoing)
      for (const photo of row.message.photos) {
        const { authorId, at } = row.message
        found.set(photo.id, { authorId, at, ...found.get(photo.id), ...photo })
      }
  return [...found.values()]
}

import { Notice } from '@/components/shell/notice'

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh">
      <Notice kind="notFound" />
    </main>
  )
}

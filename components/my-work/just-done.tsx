'use client'
import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Made, Undo } from '@/components/tickets/undo/undo-context'
import { useMadeWords } from '@/components/tickets/undo/use-made-words'
import { useOfferErrands } from '@/components/tickets/undo/use-offer-errands'
import { useTakeBack } from '@/components/tickets/undo/use-take-back'
import { UNDO_MS } from '@/lib/tickets/undo/policy'

/** How long it is said that something was taken back, or why it was not. */
const TOLD_MS = 6_000

/** What was done a moment ago, above the thumb bar, where it covers nothing: for ten seconds it can be taken back. */
export function JustDone() {
  const wordsOf = useMadeWords()
  const takeBack = useTakeBack()
  const [said, setSaid] = useState<{ text: string; made: readonly Made[] | null } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = useCallback((text: string, made: readonly Made[] | null) => {
    clearTimeout(timer.current)
    setSaid({ text, made })
    timer.current = setTimeout(() => setSaid(null), made ? UNDO_MS : TOLD_MS)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])

  const offer = useCallback<Undo['offer']>(
    ({ action }, made) => {
      const words = wordsOf(action, made)
      if (words !== null) say(words, made)
    },
    [say, wordsOf],
  )
  useOfferErrands(offer)

  const take = (made: readonly Made[]) => {
    clearTimeout(timer.current)
    setSaid(null)
    void takeBack(made).then((told) => say(told, null))
  }
  return (
    // There before there is anything to say: only then is what comes into it read out.
    <div role="status">
      {said ? (
        <div className="border-line border-t bg-surface">
          <div className="mx-auto flex min-h-14 max-w-5xl items-center gap-3 px-4 py-1 text-body">
            <p className="line-clamp-2 min-w-0 flex-1 [overflow-wrap:anywhere]">{said.text}</p>
            {said.made ? <TakeBack onPress={take} made={said.made} /> : null}
          </div>
        </div>
      ) : null}
    </div>
  )
}

function TakeBack({ made, onPress }: { made: readonly Made[]; onPress: (made: readonly Made[]) => void }) {
  const t = useTranslations('undo')
  return (
    <button
      type="button"
      onClick={() => onPress(made)}
      className="flex h-12 shrink-0 items-center gap-2 rounded-control border border-control px-4 font-medium active:bg-line"
    >
      <Undo2 aria-hidden className="size-6 stroke-[1.75]" />
      {t('undo')}
    </button>
  )
}

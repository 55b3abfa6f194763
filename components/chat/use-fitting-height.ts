'use client'
import { useLayoutEffect } from 'react'

/** A text box as high as what is written in it, up to its maximum. */
export function useFittingHeight(box: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (!box.current) return
    box.current.style.height = 'auto'
    box.current.style.height = `${box.current.scrollHeight}px`
  }, [text, box])
}

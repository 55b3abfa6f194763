import { Undo2 } from 'lucide-react'

/** In the note that says what was done: ink on paper turned round. */
export const UndoButton = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <button
    type="button"
    aria-keyshortcuts="z"
    onClick={onPress}
    className="ml-auto inline-flex h-8 shrink-0 items-center gap-2 rounded-control border border-paper/40 px-3 font-medium text-paper focus-visible:outline-paper touch:h-12 touch:px-4 touch:[&_svg]:size-6 [&_svg]:stroke-[1.75]"
  >
    <Undo2 aria-hidden />
    {label}
    <kbd aria-hidden className="font-medium font-sans text-meta opacity-70 touch:hidden">
      Z
    </kbd>
  </button>
)

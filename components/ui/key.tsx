/** A key of the keyboard. */
export const Key = ({ children }: { children: React.ReactNode }) => (
  <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-line border-b-2 bg-paper px-1 font-medium font-sans text-[0.6875rem] text-muted leading-none">
    {children}
  </kbd>
)

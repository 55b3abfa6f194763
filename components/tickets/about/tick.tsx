interface Props {
  label: React.ReactNode
  checked: boolean
  isDisabled?: boolean
  onChange: (checked: boolean) => void
}

/** A box to tick, as large as a thumb on a tablet. */
export const Tick = ({ label, checked, isDisabled, onChange }: Props) => (
  <label className="flex min-h-9 cursor-pointer items-center gap-2.5 text-body has-disabled:cursor-default has-disabled:text-muted touch:min-h-12">
    <input
      type="checkbox"
      checked={checked}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.checked)}
      className="size-4 shrink-0 accent-text focus-visible:outline-2 focus-visible:outline-text focus-visible:outline-offset-2 touch:size-6"
    />
    {label}
  </label>
)

'use client'
import { Volume2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import { usePreferences } from '@/components/shell/preferences-provider'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/switch'
import { chime } from '@/lib/client/chime'
import { useErrorText } from '@/lib/client/errors'

/** How loud, or not at all; and how that sounds on this device. */
export function SoundChoice() {
  const t = useTranslations('me')
  const errorText = useErrorText()
  const { preferences, change } = usePreferences()
  const { sound } = preferences
  const [percent, setPercent] = useState(Math.round(sound.volume * 100))
  const [outcome, setOutcome] = useState<'heard' | 'blocked' | null>(null)
  const id = useId()
  const choose = (patch: Partial<typeof sound>) => {
    if (patch.volume === sound.volume) return
    change({ sound: patch }).catch((error) => toast(errorText(error)))
  }
  const keepVolume = () => choose({ volume: percent / 100 })

  return (
    <div className="grid gap-4">
      <div className="flex min-h-12 items-center justify-between gap-4">
        <label htmlFor={`${id}-on`} className="font-medium text-body">
          {t('soundOn')}
        </label>
        <Switch
          id={`${id}-on`}
          checked={!sound.isMuted}
          onCheckedChange={(isOn) => change({ sound: { isMuted: !isOn } }).catch((error) => toast(errorText(error)))}
        />
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={id} className="font-medium text-body">
          {t('volume')}
        </label>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <input
            id={id}
            type="range"
            min={0}
            max={100}
            step={5}
            value={percent}
            aria-valuetext={t('percent', { percent })}
            onChange={(event) => setPercent(Number(event.target.value))}
            onPointerUp={keepVolume}
            onKeyUp={keepVolume}
            onBlur={keepVolume}
            className="h-12 min-w-48 flex-1 accent-text"
          />
          <Button
            onClick={() => void chime(percent / 100).then((isHeard) => setOutcome(isHeard ? 'heard' : 'blocked'))}
          >
            <Volume2 aria-hidden />
            {t('testSound')}
          </Button>
        </div>
      </div>
      <p role="status" className="text-meta text-muted empty:hidden">
        {outcome === null ? null : t(outcome === 'heard' ? 'soundPlayed' : 'soundBlocked')}
      </p>
    </div>
  )
}

/** The device's sounds, made by the browser itself (Web Audio): nothing to load, and so there without a network. Browsers keep
 *  sound off until somebody has touched the page; whether it is on is something a screen can subscribe to. */
import type { Sound } from '@/lib/alerts/ringing'

/** `unknown` until the browser has had a moment to say. */
export type Hearing = 'unknown' | 'on' | 'blocked' | 'missing'

/** A browser that allows sound needs a moment to begin. */
const SETTLE_MS = 700
const GESTURES = ['pointerup', 'keydown', 'touchend'] as const

interface Note {
  /** Seconds from the sound's start, and how long it can be heard. */
  at: number
  lasts: number
  hertz: number
}

/** Told apart without being musical: three short rising calls, or one soft bell of two tones. */
const NOTES: Record<Sound, { wave: OscillatorType; notes: Note[] }> = {
  urgent: {
    wave: 'triangle',
    notes: [0, 0.45, 0.9].flatMap((at) => [
      { at, lasts: 0.16, hertz: 784 },
      { at: at + 0.16, lasts: 0.24, hertz: 1175 },
    ]),
  },
  normal: {
    wave: 'sine',
    notes: [
      { at: 0, lasts: 0.7, hertz: 880 },
      { at: 0.28, lasts: 1.1, hertz: 659 },
    ],
  },
}
/** No loudspeaker is asked for more than this. */
const PEAK = 0.6

class Speaker {
  private context: AudioContext | null = null
  private hearing: Hearing = 'unknown'
  private settling: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()

  read = (): Hearing => this.hearing

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Listen for whether sound is allowed, and for the touch that allows it. Call the answer to let go. */
  open = (): (() => void) => {
    if (typeof AudioContext === 'undefined') {
      this.set('missing')
      return () => {}
    }
    const context = new AudioContext()
    this.context = context
    const look = () => this.look()
    context.addEventListener('statechange', look)
    this.settling = setTimeout(look, SETTLE_MS)
    void context.resume().catch(() => {})
    for (const name of GESTURES) window.addEventListener(name, this.turnOn, { passive: true })
    document.addEventListener('visibilitychange', this.turnOn)
    return () => {
      clearTimeout(this.settling)
      context.removeEventListener('statechange', look)
      for (const name of GESTURES) window.removeEventListener(name, this.turnOn)
      document.removeEventListener('visibilitychange', this.turnOn)
      this.context = null
      this.hearing = 'unknown'
      void context.close().catch(() => {})
    }
  }

  /** Only within somebody's touch or key does a browser say yes. */
  turnOn = (): void => {
    if (this.context && this.context.state !== 'running') void this.context.resume().catch(() => {})
  }

  /** `loudness` from 0 to 1. */
  play(sound: Sound, loudness: number): void {
    const { context } = this
    if (context?.state !== 'running' || loudness <= 0) return
    const { wave, notes } = NOTES[sound]
    for (const note of notes) strike(context, wave, note, loudness * PEAK)
  }

  private look(): void {
    if (!this.context) return
    clearTimeout(this.settling)
    this.set(this.context.state === 'running' ? 'on' : 'blocked')
  }

  private set(hearing: Hearing): void {
    if (hearing === this.hearing) return
    this.hearing = hearing
    for (const listener of this.listeners) listener()
  }
}

/** The page's one loudspeaker. */
export const speaker = new Speaker()

/** A tone that begins without a click and dies away as a bell does. */
function strike(context: AudioContext, wave: OscillatorType, { at, lasts, hertz }: Note, peak: number): void {
  const start = context.currentTime + at
  const gain = context.createGain()
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(Math.max(peak, 0.0002), start + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + lasts)
  const tone = context.createOscillator()
  tone.type = wave
  tone.frequency.value = hertz
  tone.connect(gain).connect(context.destination)
  tone.start(start)
  tone.stop(start + lasts)
}

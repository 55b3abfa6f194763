/** Two soft notes, made by the browser: to try out how loud it is. */

const NOTES_HZ = [659, 880]
const NOTE_SECONDS = 0.22

/** `volume` from 0 to 1. Answers whether it could be heard: a browser may hold sound back. */
export async function chime(volume: number): Promise<boolean> {
  try {
    const context = new AudioContext()
    await context.resume()
    NOTES_HZ.forEach((hertz, at) => {
      play(context, hertz, volume, context.currentTime + at * NOTE_SECONDS)
    })
    setTimeout(() => void context.close(), 2_000)
    return context.state === 'running'
  } catch {
    return false
  }
}

function play(context: AudioContext, hertz: number, volume: number, at: number): void {
  const [tone, loudness] = [context.createOscillator(), context.createGain()]
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0, at)
  // What is heard as half as loud is about a quarter of the swing.
  loudness.gain.linearRampToValueAtTime(volume ** 2, at + 0.02)
  loudness.gain.linearRampToValueAtTime(0, at + NOTE_SECONDS)
  tone.connect(loudness).connect(context.destination)
  tone.start(at)
  tone.stop(at + NOTE_SECONDS)
}

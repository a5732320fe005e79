/** Two short tones. A browser that lets a page sound only after a click stays silent until there was one. */
const TONES_HERTZ = [880, 1_175] as const;
const TONE_SECONDS = 0.12;

export function chime(): void {
  if (!('AudioContext' in window)) {
    return;
  }
  const context = new AudioContext();
  TONES_HERTZ.forEach((hertz, index) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = context.currentTime + index * TONE_SECONDS;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.12, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + TONE_SECONDS);
  });
  setTimeout(() => void context.close(), 1_000);
}

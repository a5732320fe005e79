/** True if the window is as narrow as a phone's; the style sheets have the same width. */
import { useSyncExternalStore } from 'react';

const width = (): MediaQueryList => matchMedia('(max-width: 640px)');

export const usePhone = (): boolean => useSyncExternalStore(onChange, () => width().matches);

function onChange(listener: () => void): () => void {
  const watched = width();
  watched.addEventListener('change', listener);
  return () => watched.removeEventListener('change', listener);
}

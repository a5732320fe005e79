import { useEffect, useState } from 'react';

const LOOK_EVERY_MILLIS = 200;

/** How many seconds are left until then, as they pass; 0 once it is over. */
export function useSecondsUntil(thenMillis: number): number {
  const [left, setLeft] = useState(() => secondsTo(thenMillis));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsTo(thenMillis)), LOOK_EVERY_MILLIS);
    return () => clearInterval(timer);
  }, [thenMillis]);
  return left;
}

const secondsTo = (thenMillis: number): number => Math.max(0, Math.ceil((thenMillis - Date.now()) / 1_000));

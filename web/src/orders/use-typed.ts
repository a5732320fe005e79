import { useState } from 'react';
import { plain } from '../money/money';
import type { Judged } from '../ticket/judge';

/** A field of an order as it is being typed anew; one that it has not is right as it is. */
export function useTyped<U extends bigint>(
  now: U | null,
  scale: number,
  judge: (text: string) => Judged<U>,
  begins: U | null = null,
) {
  const [text, setText] = useState(now === null ? '' : plain(begins ?? now, scale));
  const judged = now === null ? { units: null, fault: null } : judge(text);
  const next = judged.units === now ? null : judged.units;
  return { has: now !== null, text, setText, ...judged, next };
}

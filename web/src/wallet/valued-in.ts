/** The asset in which a person counts, the same wherever worth is shown. */
import { stored, useStored } from '../settings/stored';

const USUAL = 'USDT';
const valuedIn = stored<string | null>('valued-in', (raw) => (typeof raw === 'string' ? raw : null));

/** @param codes assets to choose from; a choice that is none of them is passed over */
export function useValuedIn(codes: readonly string[]) {
  const chosen = useStored(valuedIn);
  const usual = codes.includes(USUAL) ? USUAL : (codes[0] ?? '');
  return [codes.find((code) => code === chosen) ?? usual, valuedIn.set] as const;
}

/** Names of payment methods, and which of them can be used for a currency. */
import { useOfferedMethods, type PaymentMethod } from '../exchange/p2p-methods';
import { useP2pWords } from './words';

const NONE: readonly PaymentMethod[] = [];

/** @param currency currency of the payment; null for any */
export function useMethods(currency: string | null): readonly PaymentMethod[] {
  const all = useOfferedMethods().data ?? NONE;
  return all.filter((method) => currency === null || method.currency === null || method.currency === currency);
}

/** Name of a method by its code: in the page's language as long as no operator has named it. */
export function useMethodName(): (code: string) => string {
  const words = useP2pWords();
  const all = useOfferedMethods().data ?? NONE;
  return (code) => {
    const known = all.find((method) => method.code === code);
    return known !== undefined && known.version > 0 ? known.name : (words.methods[code] ?? known?.name ?? code);
  };
}

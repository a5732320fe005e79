import { readable } from '../money/numerals';

interface SumProps {
  /** A decimal as the exchange writes it. */
  readonly of: string;
  readonly code: string;
}

/** A sum of an asset or a currency. */
export function Sum({ of, code }: SumProps) {
  return (
    <bdi className="p2p-sum" dir="ltr">
      {readable(of, true)} {code}
    </bdi>
  );
}

/** The same as a text. */
export const sumText = (of: string, code: string): string => `${readable(of, true)} ${code}`;

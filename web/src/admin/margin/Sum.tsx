import { sumText } from '../../wallet/margin/MarginFigures';

interface SumProps {
  readonly of: { readonly amount: string; readonly currency: string };
}

/** An amount with its asset. */
export const Sum = ({ of: { amount, currency } }: SumProps) => <bdi dir="ltr">{`${sumText(amount)} ${currency}`}</bdi>;

import { useState } from 'react';
import type { Asset } from '../exchange/model';
import { useBalances } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amount, plain, unitsPerWhole, type Amount } from '../money/money';
import { readable } from '../money/numerals';
import { parseTyped } from '../money/typed';
import { NumberField } from '../ticket/NumberField';
import type { Fault } from '../ticket/judge';
import { sayingOf } from '../ticket/saying';

/** A sum as typed, and what is meant by it. */
export interface TypedAmount {
  readonly text: string;
  readonly type: (text: string) => void;
  /** Null while it is none, or one that cannot be asked for. */
  readonly units: Amount | null;
  /** Its fault; null while there is none. */
  readonly fault: Fault | null;
}

interface Bounds {
  readonly least?: bigint | undefined;
  /** The available amount. */
  readonly most?: bigint | undefined;
  /** The part of it that may leave. */
  readonly limit?: bigint | null | undefined;
}

export function useTypedAmount(asset: Asset, bounds: Bounds = {}): TypedAmount {
  const [text, setText] = useState('');
  return { text, type: setText, ...meant(text, asset, bounds) };
}

function meant(text: string, asset: Asset, { least, most, limit }: Bounds): Pick<TypedAmount, 'units' | 'fault'> {
  if (text === '') {
    return { units: null, fault: null };
  }
  const wrong = (fault: Fault) => ({ units: null, fault });
  const parsed = parseTyped(text, asset.scale);
  if (parsed.kind === 'too fine') {
    return wrong({ kind: 'off step', step: plain(1n, asset.scale) });
  }
  if (parsed.kind !== 'units') {
    return wrong(parsed);
  }
  if (parsed.units <= 0n) {
    return wrong({ kind: 'malformed' });
  }
  if (most !== undefined && parsed.units > most) {
    return wrong({ kind: 'no funds', asset: asset.code });
  }
  if (limit != null && parsed.units > limit) {
    return wrong({ kind: 'too much', most: `${readable(plain(limit, asset.scale), true)} ${asset.code}` });
  }
  if (least !== undefined && parsed.units < least) {
    return wrong({ kind: 'too little', least: `${readable(plain(least, asset.scale), true)} ${asset.code}` });
  }
  return { units: amount(parsed.units), fault: null };
}

interface AmountFieldProps {
  readonly asset: Asset;
  readonly typed: TypedAmount;
  /** The exchange's faults of it. */
  readonly refused?: string | undefined;
  readonly label?: string;
}

export function AmountField({ asset, typed, refused, label }: AmountFieldProps) {
  const messages = useMessages();
  return (
    <NumberField
      label={label ?? messages.amount}
      unit={asset.code}
      text={typed.text}
      step={unitsPerWhole(asset.scale)}
      scale={asset.scale}
      fault={sayingOf(typed.fault, messages) ?? refused ?? null}
      onChange={typed.type}
    />
  );
}

/** The amount that the caller can spend; undefined until that is known. */
export const useAvailable = (asset: Asset): Amount | undefined =>
  useBalances().data?.find((balance) => balance.asset.code === asset.code)?.available;

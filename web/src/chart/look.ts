/** How the prices are drawn; kept in the browser. */
import { stored } from '../settings/stored';
import type { Scale } from './axes';

export const STYLES = ['candles', 'hollow', 'bars', 'line', 'area', 'heikin'] as const;
export type Style = (typeof STYLES)[number];
const SCALES: readonly Scale[] = ['linear', 'log', 'percent'];

export interface Look {
  readonly style: Style;
  readonly scale: Scale;
  /** The symbol of another market; null: none. */
  readonly compared: string | null;
  /** Drawings stick to the prices of the candle below them. */
  readonly isMagnetic: boolean;
}

const FIRST: Look = { style: 'candles', scale: 'linear', compared: null, isMagnetic: false };

/** Reads a stored look, which an older page or another program may have written. */
export function lookIn(raw: unknown): Look {
  const of = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  return {
    style: STYLES.find((style) => style === of['style']) ?? FIRST.style,
    scale: SCALES.find((scale) => scale === of['scale']) ?? FIRST.scale,
    compared: typeof of['compared'] === 'string' ? of['compared'] : FIRST.compared,
    isMagnetic: of['isMagnetic'] === true,
  };
}

export const look = stored<Look>('chart', lookIn);

export const changeLook = (changed: Partial<Look>): void => look.set({ ...look.get(), ...changed });

/** The colours that a person gave to lines of indicators; kept in the browser. A line without one has the theme's. */
import { stored } from '../settings/stored';
import { KINDS, linesOf, type Hex, type Kind, type LineSpec } from './catalogue';

/** By the place of the line. */
export type LineColours = Readonly<Partial<Record<Kind, Readonly<Record<string, Hex>>>>>;

const HEX = /^#[0-9a-f]{6}$/;
const PLACES_MAX = 12;

/** Reads stored text, which an older page or another program may have written. */
export function lineColoursIn(raw: unknown): LineColours {
  const all = objectIn(raw);
  return Object.fromEntries(
    KINDS.flatMap((kind): readonly (readonly [Kind, Readonly<Record<string, Hex>>])[] => {
      const known = Object.entries(objectIn(all[kind])).filter(
        (entry): entry is [string, Hex] =>
          /^\d+$/.test(entry[0]) && Number(entry[0]) < PLACES_MAX && typeof entry[1] === 'string' && HEX.test(entry[1]),
      );
      return known.length === 0 ? [] : [[kind, Object.fromEntries(known)]];
    }),
  );
}

const objectIn = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};

export const lineColours = stored<LineColours>('indicator-colours', lineColoursIn);

/** An indicator's lines in the colours that they are drawn in. */
export const colouredLines = (kind: Kind, numbers: readonly number[], colours: LineColours): readonly LineSpec[] =>
  linesOf(kind, numbers).map((line, at) => ({ ...line, colour: colours[kind]?.[at] ?? line.colour }));

/** Gives a line a colour. */
export function colourLine(kind: Kind, at: number, colour: string): void {
  const all = lineColours.get();
  lineColours.set(lineColoursIn({ ...all, [kind]: { ...all[kind], [at]: colour } }));
}

/** Gives an indicator's lines the theme's colours again. */
export const uncolour = (kind: Kind): void => lineColours.set({ ...lineColours.get(), [kind]: undefined });

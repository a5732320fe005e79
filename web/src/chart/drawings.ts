/** Drawings on a market's chart; kept in the browser, for each account apart. */
import { stored, type Stored } from '../settings/stored';
import { sheetName } from './sheet-name';

export const RECTANGLE = 'flowex-rectangle';
export const MEASURE = 'flowex-measure';
export const TEXT = 'flowex-text';
export const FIBONACCI = 'flowex-fibonacci';

/** Each tool with the figure of the chart library that it draws. */
export const TOOLS = {
  trend: 'segment',
  line: 'straightLine',
  ray: 'rayLine',
  horizontal: 'horizontalStraightLine',
  vertical: 'verticalStraightLine',
  channel: 'parallelStraightLine',
  rectangle: RECTANGLE,
  fibonacci: FIBONACCI,
  brush: 'brush',
  text: TEXT,
  measure: MEASURE,
} as const;
export type Tool = keyof typeof TOOLS;
export const TOOL_NAMES = Object.keys(TOOLS) as readonly Tool[];

export interface Place {
  /** Missing of a line that is only a price. */
  readonly timestamp?: number;
  readonly value?: number;
}

export interface Drawn {
  readonly id: string;
  readonly tool: Tool;
  readonly points: readonly Place[];
  readonly text: string;
}

export interface Sheet {
  readonly drawn: readonly Drawn[];
  readonly isLocked: boolean;
  readonly isHidden: boolean;
}

export const DRAWN_MAX = 200;
/** A line of a brush is thinned to so many points. */
export const POINTS_MAX = 300;
export const TEXT_MAX = 80;
const EMPTY: Sheet = { drawn: [], isLocked: false, isHidden: false };

/** Reads a stored sheet, which an older page or another program may have written. */
export function sheetIn(raw: unknown): Sheet {
  const { drawn, isLocked, isHidden } = objectIn(raw);
  return {
    drawn: Array.isArray(drawn) ? drawn.flatMap(drawnIn).slice(-DRAWN_MAX) : EMPTY.drawn,
    isLocked: isLocked === true,
    isHidden: isHidden === true,
  };
}

function drawnIn(raw: unknown): readonly Drawn[] {
  const { id, tool, points, text } = objectIn(raw);
  const known = TOOL_NAMES.find((name) => name === tool);
  if (typeof id !== 'string' || known === undefined || !Array.isArray(points) || points.length > POINTS_MAX) {
    return [];
  }
  const places = points.flatMap(placeIn);
  const shortText = typeof text === 'string' ? text.slice(0, TEXT_MAX) : '';
  return places.length === points.length && places.length > 0
    ? [{ id, tool: known, points: places, text: shortText }]
    : [];
}

/** Only what the figure is drawn from; a point without time and price is none. */
export function placeIn(raw: unknown): readonly Place[] {
  const { timestamp, value } = objectIn(raw);
  const place = {
    ...(typeof timestamp === 'number' && Number.isFinite(timestamp) ? { timestamp } : {}),
    ...(typeof value === 'number' && Number.isFinite(value) ? { value } : {}),
  };
  return Object.keys(place).length === 0 ? [] : [place];
}

/** Every so many-th of the points, and the last. */
export function thinned<T>(points: readonly T[]): readonly T[] {
  const every = Math.ceil(points.length / (POINTS_MAX - 1));
  return points.filter((_, at) => at % every === 0 || at === points.length - 1);
}

const objectIn = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};

const sheets = new Map<string, Stored<Sheet>>();

/** @param owner the account; empty without a session */
export function sheetOf(owner: string, symbol: string): Stored<Sheet> {
  const name = sheetName(owner, symbol);
  const sheet = sheets.get(name) ?? stored(name, sheetIn);
  sheets.set(name, sheet);
  return sheet;
}

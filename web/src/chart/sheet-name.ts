/** Where a market's drawings are kept; apart from them, so that they are fetched only where there are any. */
import { isKept } from '../settings/stored';

/** @param owner the account; empty without a session */
export const sheetName = (owner: string, symbol: string): string => `drawings.${owner}.${symbol}`;

/** True if there are drawings to show. */
export const isDrawnOn = (owner: string, symbol: string): boolean => isKept(sheetName(owner, symbol), '"tool"');

/** Moves of prices as they are typed: a line each, "BTC -50", in percent. */

const LINE = /^([A-Za-z0-9]{1,16}|\*)[\s:=]+([+-]?\d{1,4}(?:\.\d{1,4})?)\s*%?$/;
const LEAST = -100;
const MOST = 1_000;

/** @returns null where a line is none, or there is none */
export function movesIn(text: string): Readonly<Record<string, number>> | null {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const moves = new Map<string, number>();
  for (const line of lines) {
    const [, code, percent] = LINE.exec(line) ?? [];
    const move = Number(percent);
    if (code === undefined || move < LEAST || move > MOST) {
      return null;
    }
    moves.set(code.toUpperCase(), move / 100);
  }
  return moves.size === 0 ? null : Object.fromEntries(moves);
}

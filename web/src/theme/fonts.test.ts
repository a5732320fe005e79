import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Code points of the face that has this file, as first and last of each range. */
function rangesOf(file: string): readonly (readonly [number, number])[] {
  const faces = readFileSync(source('theme/fonts.css'), 'utf8').split('@font-face');
  const ranges = /unicode-range:([^;]+);/.exec(faces.find((face) => face.includes(`/${file}.woff2`)) ?? '')?.[1] ?? '';
  return [...ranges.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g)].map(([, first = '', last = first]) => [
    Number.parseInt(first, 16),
    Number.parseInt(last, 16),
  ]);
}

describe('the font of Persian', () => {
  it('has all letters of the page’s Persian texts in the one file of a first visit', () => {
    const ranges = rangesOf('vazirmatn-persian');
    const files = readdirSync(source(''), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\/fa[^/]*\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(20);
    const letters = new Set(files.flatMap((file) => readFileSync(source(file), 'utf8').match(/[؀-ۿ]/g) ?? []));
    expect(letters.size).toBeGreaterThan(50);
    const missing = [...letters].filter((letter) => {
      const point = letter.codePointAt(0) ?? 0;
      return !ranges.some(([first, last]) => first <= point && point <= last);
    });
    expect(missing).toEqual([]);
  });
});

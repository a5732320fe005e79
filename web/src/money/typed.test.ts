import { describe, expect, it } from 'vitest';
import { parseTyped, understood } from './typed';

/** Closes finding P1: a comma was dropped, and "800,5" went as 8,005. */
describe('a typed decimal', () => {
  it.each([
    ['800,5', '800.5'],
    ['0,25', '0.25'],
    [',5', '.5'],
    ['0,123', '0.123'],
    ['12,34', '12.34'],
    ['1234,567', '1234.567'],
    ['67,123.45', '67123.45'],
    ['1,234,567', '1234567'],
    ['1,234,567.8', '1234567.8'],
    ['1.234,5', '1234.5'],
    ['1.234.567,8', '1234567.8'],
    ['65 000.5', '65000.5'],
    ['65 000,5', '65000.5'],
    [' 650 ', '650'],
    ['۸۰۰٫۵', '800.5'],
    ['۸۰۰،۵', '800.5'],
    ['١٢٣', '123'],
    ['۶۵٬۰۰۰٫۲۵', '65000.25'],
    ['650.', '650.'],
  ])('%s is %s', (typed, meant) => {
    expect(understood(typed, 8)).toEqual({ kind: 'decimal', text: meant });
  });

  it('that may be a thousand or one and a bit is refused, with both readings', () => {
    expect(understood('1,234', 2)).toEqual({ kind: 'ambiguous', whole: '1234', decimal: '1.234' });
    expect(parseTyped('800,500', 6)).toMatchObject({ kind: 'ambiguous' });
  });

  it('of a field without decimals is parted by thousands only', () => {
    expect(parseTyped('1,000', 0)).toEqual({ kind: 'units', units: 1_000n });
    expect(parseTyped('1,5', 0)).toEqual({ kind: 'too fine' });
  });

  it.each(['8 5', '1,23,456', '12,3456.7', '1,2,3', '1.2.3', '1e3', ',', '', "1'000", '0x10', '١,٢,٣'])(
    '%o is refused',
    (typed) => {
      expect(understood(typed, 8)).toEqual({ kind: 'malformed' });
    },
  );

  it('keeps every digit: whatever is understood has the digits that were typed', () => {
    for (const a of ['', '8', '80', '800', '8005']) {
      for (const sign of [',', '.', ' ', '٬', '٫', '،']) {
        for (const b of ['', '5', '55', '555', '555,5', '555.5']) {
          const meant = understood(a + sign + b, 8);
          if (meant.kind === 'decimal') {
            expect(meant.text.replace('.', '')).toBe((a + b).replace(/[,.]/g, ''));
          }
        }
      }
    }
  });
});

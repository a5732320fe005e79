import { afterEach, describe, expect, it } from 'vitest';
import { grouped } from './money';
import { numeral, inPercent, plainly, readable, writeNumbersFor } from './numerals';
import { understood } from './typed';

afterEach(() => writeNumbersFor('en-GB'));

const HUGE = 123_456_789_012_345_678_901_234_567n;

describe('numbers for reading', () => {
  it('are in the digits and with the separators of the language, to the last digit', () => {
    expect(grouped(HUGE, 8)).toBe('1,234,567,890,123,456,789.01234567');
    writeNumbersFor('fa-IR');
    expect(grouped(HUGE, 8)).toBe('۱٬۲۳۴٬۵۶۷٬۸۹۰٬۱۲۳٬۴۵۶٬۷۸۹٫۰۱۲۳۴۵۶۷');
    expect(readable('65000.10')).toBe('۶۵۰۰۰٫۱۰');
    expect(inPercent('+1.54')).toMatch(/\+۱٫۵۴٪$/);
    expect(grouped(-5n, 2)).toMatch(/[-−]۰٫۰۵$/);
    expect(numeral(1_204)).toBe('۱٬۲۰۴');
    writeNumbersFor('zh-CN');
    expect(grouped(-6_500_025n, 2)).toBe('-65,000.25');
    expect(inPercent('-0.30')).toBe('-0.30%');
  });

  it('leave alone what is no number', () => {
    expect(readable('—')).toBe('—');
    expect(readable('1e5')).toBe('1e5');
  });

  it('are copied plain, and what is copied is understood where it is typed', () => {
    for (const locale of ['en-GB', 'fa-IR', 'zh-CN']) {
      writeNumbersFor(locale);
      for (const text of ['1234567.89', '-0.05', '650', '-65000.25']) {
        const shown = readable(text, true);
        expect(plainly(shown)).toBe(text);
        expect(understood(plainly(shown), 2)).toEqual({ kind: 'decimal', text });
      }
    }
    expect(plainly('BTC\t۱٬۱۲۲٫۴۴\t۳\n')).toBe('BTC\t1122.44\t3\n');
    expect(plainly('65,000.25 USDT, 3 of 10')).toBe('65000.25 USDT, 3 of 10');
    expect(plainly('192.0.2.7 and 1,2,3')).toBe('192.0.2.7 and 1,2,3');
  });
});

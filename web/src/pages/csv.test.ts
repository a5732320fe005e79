import { describe, expect, it } from 'vitest';
import { cellsIn, csvOf } from './csv';

describe('a file for spreadsheets', () => {
  it('keeps a text that looks like a formula a text, and a negative amount a number', () => {
    const cells = ['-A1', '=1+1', '+1', '@x', '-0.5', '-12', "'=1", 'a,"b"'];
    const csv = csvOf(['name'], [cells]);
    expect(csv.split('\r\n')[1]).toBe(`'-A1,'=1+1,'+1,'@x,-0.5,-12,''=1,"a,""b"""`);
    expect(cellsIn(csv)[1]).toEqual(cells);
  });
});

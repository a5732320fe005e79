import { afterEach, describe, expect, it } from 'vitest';
import { writeNumbersFor } from './numerals';
import { changeOf, dollars, figureOf, moved, percentOf, shortDollars, shortly, sumOf, wayOf } from './worth';

afterEach(() => writeNumbersFor('en-GB'));

describe('decimals of others', () => {
  it('are prices of any size, cut and never rounded', () => {
    expect(['65000.129', '1', '0.0000123459', '0.5', '0', '-2.5', null, 'x'].map(dollars)).toEqual([
      ...['$65,000.12', '$1.00', '$0.00001234', '$0.50', '$0.00', '−$2.50', '—', '—'],
    ]);
  });

  it('are sums at a glance', () => {
    expect(['1999999999999', '1299999999', '1300000', '12345', '999', '0'].map(shortDollars)).toEqual([
      ...['$1.99T', '$1.29B', '$1.30M', '$12.34K', '$999', '$0'],
    ]);
    expect(shortly('-12345')).toBe('-12.34K');
    expect([shortly(null), shortDollars(null)]).toEqual(['—', '—']);
  });

  it('are sums of an asset', () => {
    expect(['-65000.129', '7', 'x'].map(sumOf)).toEqual(['-65,000.12', '7.00', '—']);
  });

  it('are changes', () => {
    expect(['1.239', '-0.5', '0', null].map(moved)).toEqual(['+1.23%', '-0.50%', '+0.00%', '—']);
    expect(['1.2', '-0.01', '-0.00', '0', null].map(wayOf)).toEqual(['up', 'down', 'flat', 'flat', 'flat']);
    expect([changeOf(-0.2), changeOf(0.1), changeOf(0), percentOf(0.12345)]).toEqual([
      ...['-20.00%', '+10.00%', '0.00%', '12.35%'],
    ]);
  });

  it('are figures of statistics', () => {
    expect([0, 0.00012345, 12.345, 123456, -0.5, Infinity].map(figureOf)).toEqual([
      ...['0.000', '0.0001234', '12.35', '123,456', '-0.5000', '—'],
    ]);
  });

  it('are in the digits of the language', () => {
    writeNumbersFor('fa-IR');
    expect(dollars('1234.5')).toBe('$۱٬۲۳۴٫۵۰');
  });
});

import { describe, expect, it } from 'vitest';
import { bandOf, heightOf, nearest, pathOf, spanOf } from './line';

describe('a line on a picture', () => {
  it('goes from edge to edge, high values high', () => {
    const span = spanOf([1, 3, 2], 0);
    expect(span).toEqual({ least: 1, most: 3 });
    expect(pathOf([1, 3, 2], span, 100, 50)).toBe('M0 50L50 0L100 25');
    expect(bandOf([1, 1], [3, 2], span, 100, 50)).toBe('M0 0L100 25L100 50L0 50Z');
  });

  it('runs in the middle where nothing changes, and one value is in the middle, too', () => {
    expect(heightOf(7, spanOf([7, 7]), 50)).toBe(25);
    expect(heightOf(0, spanOf([0]), 50)).toBe(25);
    expect(pathOf([7], spanOf([7]), 100, 50)).toBe('M50 25');
  });

  it('finds what is pointed at', () => {
    expect([nearest(-5, 3, 100), nearest(49, 3, 100), nearest(500, 3, 100), nearest(5, 1, 100)]).toEqual([0, 1, 2, 0]);
  });
});

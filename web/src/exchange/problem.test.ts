import { describe, expect, it } from 'vitest';
import { isWorthAsking, Problem } from './problem';

describe('a read that failed', () => {
  it('is tried again some times where that may help', () => {
    const busy = new Problem('overloaded', 503, 'x');
    expect([0, 1, 2, 3].map((failures) => isWorthAsking(failures, busy))).toEqual([true, true, true, false]);
    expect(isWorthAsking(0, new Problem('forbidden', 403, 'x'))).toBe(false);
  });

  it('is tried for longer while its caller knows more than is shown', () => {
    expect(isWorthAsking(20, new Problem('view_behind', 503, 'x'))).toBe(true);
    expect(isWorthAsking(30, new Problem('view_behind', 503, 'x'))).toBe(false);
  });
});

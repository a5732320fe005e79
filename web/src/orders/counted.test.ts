import { describe, expect, it } from 'vitest';
import { counted } from './counted';

describe('the name of a list', () => {
  it('says how many there are, none too', () => {
    expect(counted('Open orders', ['one', 'two'])).toBe('Open orders (2)');
    expect(counted('Open orders', [])).toBe('Open orders (0)');
  });

  it('says no number before the answer is there', () => {
    expect(counted('Open orders', undefined)).toBe('Open orders');
  });
});

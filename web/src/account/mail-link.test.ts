import { describe, expect, it } from 'vitest';
import { mailLinkIn, tokenIn } from './mail-link';

describe('a mailed link', () => {
  it('says what it is for and carries a token', () => {
    expect(mailLinkIn('?verify-email=1.abc')).toEqual({ kind: 'verify-email', token: '1.abc' });
    expect(mailLinkIn('?reset-password=1.a_b-c')).toEqual({ kind: 'reset-password', token: '1.a_b-c' });
    expect(mailLinkIn('?change-email=1.abc')?.kind).toBe('change-email');
    expect(mailLinkIn('?keep-email=1.abc')?.kind).toBe('keep-email');
    expect(mailLinkIn('?reset-password=')).toBeNull();
    expect(mailLinkIn('')).toBeNull();
  });

  it('may be put in whole, or its token alone', () => {
    expect(tokenIn('https://x.example/?reset-password=1.abc')).toBe('1.abc');
    expect(tokenIn(' 1.abc\n')).toBe('1.abc');
    expect(tokenIn('what?ever')).toBe('what?ever');
  });
});

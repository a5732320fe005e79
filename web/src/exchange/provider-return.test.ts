import { describe, expect, it } from 'vitest';
import { providerReturnIn } from './provider-return';

describe('the way back from an identity provider', () => {
  it('is taken only in the tab that went there', () => {
    const search = '?code=c&state=1.s&iss=https%3A%2F%2Flogin.example.com';
    expect(providerReturnIn(search, null)).toBeNull();
    expect(providerReturnIn(search, 'logs in')).toEqual({
      kind: 'staff-login',
      binds: false,
      state: '1.s',
      code: 'c',
      issuer: 'https://login.example.com',
    });
    expect(providerReturnIn(search, 'binds')?.binds).toBe(true);
  });

  it('may have no code, where the provider refused', () => {
    expect(providerReturnIn('?error=access_denied&state=1.s', 'logs in')?.code).toBeNull();
    expect(providerReturnIn('?state=1.s', 'logs in')).toBeNull();
    expect(providerReturnIn('?code=c', 'logs in')).toBeNull();
  });
});

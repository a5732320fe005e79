import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { partsOf } from './parts';
import { ADMIN_WORDS } from './words';

describe("the administration's words", () => {
  it('have the same entries in every language, none empty', () => {
    for (const language of LANGUAGES) {
      const words = ADMIN_WORDS[language];
      for (const [name, text] of Object.entries(ADMIN_WORDS.en)) {
        const other: unknown = words[name as keyof typeof words];
        expect(typeof other).toBe(typeof text);
        expect(other).not.toBe('');
        if (typeof text === 'object') {
          expect(Object.keys(other as object).sort()).toEqual(Object.keys(text).sort());
        }
      }
      expect(Object.keys(words)).toHaveLength(Object.keys(ADMIN_WORDS.en).length);
    }
  });

  it('are translated', () => {
    for (const language of ['fa', 'zh'] as const) {
      const same = Object.entries(ADMIN_WORDS[language]).filter(
        ([key, text]) => typeof text === 'string' && text === ADMIN_WORDS.en[key as 'users'],
      );
      expect(same).toEqual([]);
    }
  });
});

describe('the parts of the administration', () => {
  it('are for users with their permission', () => {
    expect(partsOf(['read', 'trade'])).toEqual([]);
    expect(partsOf(['users_read', 'analytics', 'audit_read'])).toEqual([
      ...['overview', 'users', 'role-requests', 'surveillance', 'p2p', 'reports', 'audit'],
    ]);
    expect(partsOf(['tenants_manage', 'markets_manage'])).toEqual([
      ...['overview', 'markets', 'accounts', 'tenants', 'fiat-rates'],
    ]);
    expect(partsOf(['custody_manage'])).toEqual([
      ...['overview', 'custody', 'pauses', 'hot-cold', 'reconciliation', 'terms', 'dead-letters'],
    ]);
    expect(partsOf(['analytics'])).toEqual(['reports']);
    expect(partsOf(['margin_manage'])).toEqual(['margin']);
  });
});

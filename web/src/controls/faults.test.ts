import { describe, expect, it } from 'vitest';
import { en } from '../language/en';
import { Problem } from '../exchange/problem';
import { faultsOf } from './faults';

const invalid = (...fields: readonly (readonly [string, string])[]) =>
  new Problem(
    'invalid_field',
    400,
    'said of all',
    null,
    fields.map(([field, rule]) => ({ field, rule })),
  );

describe('the faults of a form', () => {
  it('is said at its field, in the words of the page where it has some', () => {
    const blame = { fields: ['label', 'password'], rules: { password: 'eight letters' } };
    expect(faultsOf(invalid(['password', 'made of …'], ['label', 'not empty']), blame, en)).toEqual({
      whole: null,
      fields: { password: 'eight letters', label: 'not empty' },
    });
  });

  it('is said below the form where it shows no such field', () => {
    expect(faultsOf(invalid(['label', 'not empty'], ['tenant', 'unknown']), { fields: ['label'] }, en)).toEqual({
      whole: 'tenant: unknown',
      fields: { label: 'not empty' },
    });
  });

  it('belongs to the field that a part of it is in', () => {
    expect(faultsOf(invalid(['hosts.2', 'a name']), { fields: ['hosts'] }, en).fields).toEqual({ hosts: 'a name' });
    expect(faultsOf(invalid(['hostess', 'a name']), { fields: ['hosts'] }, en).whole).toBe('hostess: a name');
  });

  it('may be about a field by its code alone', () => {
    const blame = { codes: { forbidden: 'current' }, sayings: { forbidden: 'not your password' } };
    expect(faultsOf(new Problem('forbidden', 403, 'x'), blame, en)).toEqual({
      whole: null,
      fields: { current: 'not your password' },
    });
  });

  it('is said as everywhere else', () => {
    expect(faultsOf(new Problem('unreachable', 0, ''), {}, en)).toEqual({
      whole: en.problems.unreachable,
      fields: {},
    });
  });
});

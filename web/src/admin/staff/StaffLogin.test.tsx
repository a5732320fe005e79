import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../language/messages';
import { formIn, rulesIn, rulesText } from './form';
import { STAFF_WORDS } from './words';

describe('the settings of the staff log-in', () => {
  it('read rules as they write them, and leave what has no role to the exchange', () => {
    const rules = [
      { group: 'CN=a = b', role: 'admin' },
      { group: 'x', role: 'viewer' },
    ] as const;
    expect(rulesIn(rulesText(rules))).toEqual(rules);
    expect(rulesIn(' staff \n\n')).toEqual([{ group: 'staff', role: '' }]);
  });

  it('keep the stored secret where none is typed', () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({
      name: ' Okta ',
      issuer: 'https://a',
      client_id: 'b',
      roles: 'g = viewer',
    })) {
      form.set(name, value);
    }
    form.set('client_secret', '');
    expect(formIn(form)).not.toHaveProperty('client_secret');
    form.set('client_secret', ' as typed ');
    expect(formIn(form)).toMatchObject({
      name: 'Okta',
      client_secret: ' as typed ',
      roles: [{ group: 'g', role: 'viewer' }],
    });
  });

  it('have words in every language', () => {
    for (const language of LANGUAGES) {
      for (const [name, said] of Object.entries(STAFF_WORDS[language])) {
        expect(said, `${language} ${name}`).not.toBe('');
      }
    }
  });
});

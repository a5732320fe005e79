import { describe, expect, it } from 'vitest';
import { apiKeyIn } from '../account/ApiKeyForm';
import { changeIn } from './TenantForms';

function form(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) {
      data.append(name, one);
    }
  }
  return data;
}

describe('the contents of a form', () => {
  it('of an exchange: names apart, features that are checked, a number or none', () => {
    const change = changeIn(
      form({
        name: ' Acme ',
        hosts: 'a.example\n b.example,c.example\n',
        'configuration.locales': 'fa، en',
        'configuration.rate_limits.tenant': '60,000',
        features: ['trading', 'streams'],
      }),
    );
    expect(change).toMatchObject({
      name: 'Acme',
      hosts: ['a.example', 'b.example', 'c.example'],
      locales: ['fa', 'en'],
      requestsAMinute: 60_000,
    });
    expect(change.features).toMatchObject({ trading: true, streams: true, deposits: false });
    expect(changeIn(form({})).requestsAMinute).toBeNull();
    expect(changeIn(form({ 'configuration.rate_limits.tenant': '1e9' })).requestsAMinute).toBe(0);
  });

  it('of an API key: addresses apart, a moment in UTC, a key of one’s own or none', () => {
    expect(apiKeyIn(form({ label: 'bot', permissions: ['trade', 'read', 'root'], ip_allow_list: '' }))).toEqual({
      label: 'bot',
      permissions: ['read', 'trade'],
      addresses: [],
      expiresAt: null,
      publicKey: null,
      code: null,
    });
    const key = apiKeyIn(form({ ip_allow_list: '192.0.2.7\n2001:db8::/32', expires_at: '2031-01-31T12:00' }));
    expect(key.addresses).toEqual(['192.0.2.7', '2001:db8::/32']);
    expect(key.expiresAt).toBe(new Date(2031, 0, 31, 12).toISOString());
  });
});

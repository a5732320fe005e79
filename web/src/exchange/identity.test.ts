import { beforeEach, describe, expect, it } from 'vitest';
import { Identity } from './identity';
import { exchangeOf, problem, TestServer } from './test-server';

const ME = {
  id: '7',
  email: 'ada@example.com',
  first_name: 'Ada',
  last_name: 'Lovelace',
  account: '1007',
  created_at: '2026-11-20T09:00:00Z',
  roles: ['user'],
  permissions: ['read', 'account'],
  email_verified: false,
};
const KEY = {
  api_key: 'fx1_abc',
  algorithm: 'hmac',
  label: 'bot',
  permissions: ['read', 'trade'],
  ip_allow_list: ['192.0.2.0/24'],
  expires_at: null,
  created_at: '2026-11-20T09:00:00Z',
};

describe('identity', () => {
  let server: TestServer;
  let identity: Identity;

  beforeEach(async () => {
    server = new TestServer();
    const { http, session } = await exchangeOf(ME, server);
    identity = new Identity(http, session);
  });

  it('returns the caller', async () => {
    expect(await identity.profile()).toMatchObject({
      name: 'Ada Lovelace',
      account: '1007',
      emailVerified: false,
      createdMillis: Date.UTC(2026, 10, 20, 9),
    });
  });

  it('sends a wrong code once: a second time would count against the caller', async () => {
    server.on('POST /api/auth/2fa/totp/confirm', problem(401, 'invalid_code'));
    await expect(identity.confirmApp('000000')).rejects.toMatchObject({ code: 'invalid_code' });
    expect(server.to('POST /api/auth/2fa/totp/confirm')).toHaveLength(1);
    expect(server.to('POST /api/auth/refresh')).toHaveLength(0);
  });

  it('sends it again where the token was the trouble', async () => {
    server.on('POST /api/auth/2fa/totp/confirm', problem(401, 'token_expired'), [200, { recovery_codes: ['a', 'b'] }]);
    expect(await identity.confirmApp('123456')).toEqual(['a', 'b']);
    expect(server.to('POST /api/auth/2fa/totp/confirm').at(-1)?.headers['Authorization']).toBe('Bearer a2');
  });

  it('says which fields are at fault', async () => {
    server.on('POST /api/auth/password/change', [
      400,
      {
        code: 'invalid_field',
        detail: 'x',
        errors: [{ field: 'new_password', rule: 'longer' }, 'nonsense', { field: 1 }],
      },
    ]);
    await expect(identity.changePassword('old', 'new')).rejects.toMatchObject({
      code: 'invalid_field',
      fields: [{ field: 'new_password', rule: 'longer' }],
    });
    expect(server.to('POST /api/auth/password/change')[0]?.body).toEqual({
      current_password: 'old',
      new_password: 'new',
    });
  });

  it('makes an API key, whose secret is shown once, and revokes it', async () => {
    server
      .on('POST /api/auth/api-keys', [201, { ...KEY, api_secret: 's3cret' }])
      .on('GET /api/auth/api-keys', [200, { items: [KEY], next_cursor: null }])
      .on('DELETE /api/auth/api-keys/fx1_abc', [204, null]);
    const made = await identity.makeApiKey({
      label: 'bot',
      permissions: ['read', 'trade'],
      addresses: ['192.0.2.0/24'],
      expiresAt: null,
      publicKey: null,
      code: null,
    });
    expect(made).toMatchObject({ key: 'fx1_abc', secret: 's3cret', expiresMillis: null });
    expect(server.to('POST /api/auth/api-keys')[0]?.body).toEqual({
      label: 'bot',
      permissions: ['read', 'trade'],
      ip_allow_list: ['192.0.2.0/24'],
      expires_at: null,
      public_key: null,
      code: null,
    });
    expect(await identity.apiKeys()).toEqual([expect.objectContaining({ key: 'fx1_abc' })]);
    await identity.revokeApiKey('fx1_abc');
  });

  it('ends sessions, one or all others', async () => {
    server.on('DELETE /api/auth/sessions/9', [204, null]).on('DELETE /api/auth/sessions', [200, { ended: 3 }]);
    await identity.endSession('9');
    expect(await identity.endOtherSessions()).toBe(3);
  });

  it('asks for codes by mail, or no longer', async () => {
    server.on('POST /api/auth/2fa/email/enable', [204, null]).on('POST /api/auth/2fa/email/disable', [204, null]);
    await identity.mailCodes(true, { password: 'pw' });
    await identity.mailCodes(false, { password: 'pw' });
    expect(server.to('POST /api/auth/2fa/email/disable')[0]?.body).toEqual({ password: 'pw' });
  });
});

// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';
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

const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[], next: string | null = null) => [200, { items, next_cursor: next }] as const;
const OKTA = {
  ...{ id: '3', name: 'Okta', issuer: 'https://okta.example.com', client_id: 'flowex', algorithm: 'RS256' },
  ...{ scopes: 'openid', subject_claim: 'sub', groups_claim: 'groups', roles: [], version: 1 },
  ...{ authorization_endpoint: 'https://a', token_endpoint: 'https://b', jwks_uri: 'https://c' },
};
const CREW = {
  ...{ id: '11', provider: '3', name: 'crew', external_id: null, members: 2, roles: ['viewer', 'analyst'] },
  ...{ version: 4, made_at: AT, changed_at: AT },
};

const exchange = () =>
  server()
    .on('GET /api/v1/staff-login/providers', page([OKTA]))
    .on('GET /api/v1/staff-login/scim-tokens', page([]))
    .on('GET /api/v1/users/', page([]));

const see = (at: ReturnType<typeof exchange>) =>
  show(<AdminPage part="staff-login" id={null} onLogin={() => undefined} />, {
    server: at,
    me: { permissions: ['tenant_configure'] },
  });

describe('the groups of the providers', () => {
  it('are listed with provider, members and roles, and are not changed here', async () => {
    const at = exchange()
      .on(
        'GET /api/v1/staff-login/groups',
        page([CREW], 'more'),
        page([{ ...CREW, id: '12', name: 'rest', roles: [] }]),
      )
      .on('GET /api/v1/staff-login/groups/11/members', page([{ user_id: '7', user_name: 'ada@corp' }]));
    const { user } = await see(at);
    const table = within(await screen.findByRole('table', { name: 'Groups of the providers (SCIM)' }));
    for (const text of ['crew', 'Okta', '2', 'Viewer', 'Analyst']) {
      expect(table.getByText(text)).toBeTruthy();
    }
    expect(table.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Show members']);
    await user.click(table.getByRole('button', { name: 'Show members' }));
    const members = within(await screen.findByRole('table', { name: 'Members of crew' }));
    expect(members.getByText('ada@corp')).toBeTruthy();
    expect(members.getByText('User 7')).toBeTruthy();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await table.findByText('rest')).toBeTruthy();
    expect(table.getByText('None')).toBeTruthy();
    expect(at.to('GET /api/v1/staff-login/groups')[1]?.url).toContain('cursor=more');
  });

  it('say that there are none', async () => {
    await see(exchange().on('GET /api/v1/staff-login/groups', page([])));
    expect(await screen.findByText('No provider keeps groups here')).toBeTruthy();
  });

  it('leave the rest of the page where they cannot be read', async () => {
    await see(exchange().on('GET /api/v1/staff-login/groups', problem(503, 'unavailable')));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(await screen.findByText('No tokens')).toBeTruthy();
  });
});

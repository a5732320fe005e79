// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { LANGUAGES } from '../language/messages';
import { server, show } from '../page-test/page';
import { OwnData } from './OwnData';
import { OWN_DATA_WORDS, obstacleText } from './own-words';

const PROFILE = {
  email: 'demo@flowex.com',
  email_verified: true,
  first_name: 'Ada',
  last_name: 'Demo',
  language: null,
  country: 'DE',
  time_zone: null,
  mail_code: null,
  created_at: '2026-11-20T09:30:00Z',
  version: 3,
};
const TERMS = {
  number: 2,
  document: 'terms',
  version: '2026-01',
  state: 'in_force',
  given_at: '2026-11-20T09:30:00Z',
  ip_address: '192.0.2.7',
  withdrawn_at: null,
  withdrawn_from: null,
};
const READY = {
  id: 'a1',
  state: 'ready',
  asked_at: '2026-11-20T09:30:00Z',
  made_at: '2026-11-20T09:31:00Z',
  expires_at: '2026-11-27T09:31:00Z',
  size: 20_500,
};
const none = { state: 'none', why: '', asked_at: null, due_at: null, in_the_way: [], forfeited: [], unclaimed: [] };
const page = (...items: object[]) => [200, { items, next_cursor: null }] as const;
const PROOF = 'Your password, to confirm that it is you';

const known = () =>
  server()
    .on('GET /api/auth/profile', [200, PROFILE])
    .on('GET /api/auth/consents', page())
    .on('GET /api/auth/archives', page())
    .on('GET /api/auth/erasure', [200, none]);

describe('the own profile', () => {
  it('is changed with the version that was seen; what is empty is taken back', async () => {
    const at = known().on('PATCH /api/auth/profile', [200, { ...PROFILE, version: 4 }]);
    const { user } = await show(<OwnData />, { server: at });
    const country = await screen.findByLabelText('Country');
    expect((country as HTMLInputElement).value).toBe('DE');
    await user.clear(country);
    await user.selectOptions(screen.getByLabelText('Preferred language'), 'fa');
    await user.type(screen.getByLabelText('Time zone'), 'Asia/Tehran');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(at.to('PATCH /api/auth/profile')[0]?.body).toEqual({
      first_name: 'Ada',
      last_name: 'Demo',
      language: 'fa',
      country: '',
      time_zone: 'Asia/Tehran',
      mail_code: '',
      version: 3,
    });
  });

  it('says that it was changed elsewhere', async () => {
    const at = known()
      .on('GET /api/auth/profile', [200, PROFILE], [200, { ...PROFILE, country: 'IR', version: 4 }])
      .on('PATCH /api/auth/profile', problem(409, 'version_changed'));
    const { user } = await show(<OwnData />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    await screen.findByText(/This was changed elsewhere in the meantime; nothing was saved/);
    await user.click(screen.getByRole('button', { name: 'Reload' }));
    await screen.findByDisplayValue('IR');
    expect(screen.queryByText(/This was changed elsewhere/)).toBeNull();
  });
});

describe('agreements', () => {
  it('are shown with version and date, and taken back once that is pressed twice', async () => {
    const withdrawn = { ...TERMS, state: 'withdrawn', withdrawn_at: '2026-11-21T09:30:00Z' };
    const at = known()
      .on('GET /api/auth/consents', page(TERMS), page(withdrawn))
      .on('DELETE /api/auth/consents/terms', [204, null]);
    const { user } = await show(<OwnData />, { server: at });
    await screen.findByText('2026-01');
    expect(screen.getByText('In force')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Withdraw consent' }));
    expect(at.to('DELETE /api/auth/consents/terms')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Withdraw this consent?' }));
    await screen.findByText(/^Withdrawn on /);
    expect(screen.queryByRole('button', { name: 'Withdraw consent' })).toBeNull();
  });
});

describe('an archive', () => {
  it('is asked for with the password, and a code where there is a second factor', async () => {
    const at = known()
      .on('GET /api/auth/archives', page(), page({ ...READY, state: 'making', made_at: null, size: null }))
      .on(
        'POST /api/auth/archives',
        problem(403, 'forbidden'),
        problem(403, 'second_factor_required'),
        problem(401, 'invalid_code'),
        [202, READY],
      );
    const { user } = await show(<OwnData />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Request an archive' }));
    const password = screen.getByLabelText(PROOF);
    await user.type(password, 'wrong{Enter}');
    await screen.findByText('The password is wrong');
    await user.clear(password);
    await user.type(password, 'SecurePass123!{Enter}');
    const code = await screen.findByLabelText('Code of your second factor');
    await user.type(code, '000 000{Enter}');
    await screen.findByText('This code is wrong');
    await user.clear(code);
    await user.type(code, '123 456{Enter}');
    await screen.findByText('Your archive is being prepared');
    expect(at.to('POST /api/auth/archives').at(-1)?.body).toEqual({ password: 'SecurePass123!', code: '123456' });
    await screen.findByText('Being prepared');
    expect(screen.queryByRole('button', { name: 'Request an archive' })).toBeNull();
  });

  it('that is ready is downloaded by its owner', async () => {
    const saved: { name: string; content: Blob }[] = [];
    let made: Blob | null = null;
    URL.createObjectURL = (content: Blob) => ((made = content), 'blob:made');
    URL.revokeObjectURL = () => undefined;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, content: made! });
    };
    const at = known()
      .on('GET /api/auth/archives', page(READY))
      .on('GET /api/auth/archives/a1', [200, 'PK zip', { 'Content-Type': 'application/zip' }]);
    const { user } = await show(<OwnData />, { server: at });
    await screen.findByText('20.5 kB');
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.name).toBe('own-data-2026-11-20.zip');
    expect(saved[0]?.content.size).toBe(6);
  });
});

describe('an erasure', () => {
  it('says what it means, is asked for with the password, and can be taken back', async () => {
    const dust = { ...none, forfeited: ['0.000001 USDT'] };
    const waiting = {
      ...dust,
      unclaimed: ['10 USDT'],
      state: 'waiting',
      asked_at: '2026-11-20T09:30:00Z',
      due_at: '2026-12-04T09:30:00Z',
    };
    const at = known()
      .on('GET /api/auth/erasure', [200, dust], [200, waiting], [200, { ...none, state: 'canceled' }])
      .on('POST /api/auth/erasure', [202, waiting])
      .on('DELETE /api/auth/erasure', [204, null]);
    const { user } = await show(<OwnData />, { server: at });
    await screen.findByText(/You cannot log in again/);
    await user.click(screen.getByRole('button', { name: 'Request deletion' }));
    expect(screen.getAllByText('0.000001 USDT')).toHaveLength(2);
    await user.type(screen.getByLabelText(PROOF), 'SecurePass123!');
    await user.click(screen.getByRole('button', { name: 'Delete my account' }));
    await screen.findByText(/Your account will be deleted on /);
    expect(screen.getByText('0.000001 USDT')).toBeTruthy();
    expect(screen.getByText('10 USDT')).toBeTruthy();
    expect(at.to('POST /api/auth/erasure')[0]?.body).toEqual({ password: 'SecurePass123!' });
    await user.click(screen.getByRole('button', { name: 'Cancel the deletion' }));
    await user.click(screen.getByRole('button', { name: 'Keep your account?' }));
    await screen.findByRole('button', { name: 'Request deletion' });
    expect(at.to('DELETE /api/auth/erasure')).toHaveLength(1);
  });

  it('is not offered while something is in the way', async () => {
    const held = ['a balance of BTC', '2 open orders', 'the role admin'];
    const at = known().on('GET /api/auth/erasure', [200, { ...none, in_the_way: held }]);
    await show(<OwnData />, { server: at });
    await screen.findByText('your balance of BTC');
    expect(screen.queryByText(/Too little to be withdrawn/)).toBeNull();
    expect(screen.getByText('open orders: 2')).toBeTruthy();
    expect(screen.getByText(/your role Administrator/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Request deletion' })).toBeNull();
  });
});

describe("the words of one's own data", () => {
  it('are there in every language, translated', () => {
    for (const language of LANGUAGES) {
      const words = OWN_DATA_WORDS[language];
      expect(Object.keys(words).sort()).toEqual(Object.keys(OWN_DATA_WORDS.en).sort());
      expect(Object.values(words)).not.toContain('');
      const same = Object.entries(words).filter(
        ([key, text]) => typeof text === 'string' && text === OWN_DATA_WORDS.en[key as 'save'],
      );
      expect(language === 'en' ? [] : same).toEqual([]);
    }
  });

  it('say what is in the way, in the words of the exchange where they know no others', () => {
    const text = (left: string) => obstacleText(left, OWN_DATA_WORDS.en, {});
    expect(text('1 withdrawals under way')).toBe('pending deposits or withdrawals: 1');
    expect(text('4 conversions under way')).toBe('pending conversions: 4');
    expect(text('the role brand_new')).toContain('brand_new');
    expect(text('a loan')).toBe('a loan');
  });
});

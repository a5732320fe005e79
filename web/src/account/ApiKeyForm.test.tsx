// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { fa } from '../language/fa';
import { server, show } from '../page-test/page';
import { ApiKeyForm } from './ApiKeyForm';
import { ACCOUNT_WORDS } from './words';

const MADE = {
  api_key: 'fx1_abc',
  api_secret: 's3cret',
  label: 'bot',
  algorithm: 'hmac',
  permissions: ['read'],
  ip_allow_list: [],
  expires_at: null,
  created_at: '2026-11-20T09:30:00Z',
};

/** Closes finding P16: a stolen session made keys that outlived it. */
describe('a new API key', () => {
  it('takes a code of the second factor where the exchange asks for one', async () => {
    const at = server().on(
      'POST /api/auth/api-keys',
      problem(403, 'second_factor_required'),
      problem(401, 'invalid_code'),
      [201, MADE],
    );
    const made: string[] = [];
    const form = <ApiKeyForm onMade={({ key }) => made.push(key)} />;
    const { user } = await show(form, { server: at });
    await user.type(await screen.findByLabelText('Label'), 'bot');
    expect(screen.queryByLabelText('Code')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Create' }));
    const code = await screen.findByLabelText('Code');
    expect(document.activeElement).toBe(code);
    await user.type(code, '111 111{Enter}');
    await waitFor(() => expect(code.getAttribute('aria-invalid')).toBe('true'));
    expect(made).toEqual([]);
    await user.clear(code);
    await user.type(code, '222222{Enter}');
    await waitFor(() => expect(made).toEqual(['fx1_abc']));
    expect(at.to('POST /api/auth/api-keys').map(({ body }) => (body as { code: unknown }).code)).toEqual([
      null,
      '111111',
      '222222',
    ]);
    expect(screen.getByLabelText<HTMLInputElement>('Label').value).toBe('bot');
  });

  it('says in the language of the page what was left empty, and sends nothing', async () => {
    const at = server();
    const { user } = await show(<ApiKeyForm onMade={() => undefined} />, { server: at, language: 'fa' });
    await user.click(await screen.findByRole('button', { name: ACCOUNT_WORDS.fa.create }));
    const label = screen.getByLabelText(ACCOUNT_WORDS.fa.label);
    expect(label.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(fa.fieldMissing)).toBeTruthy();
    expect(document.activeElement).toBe(label);
    expect(at.to('POST /api/auth/api-keys')).toEqual([]);
  });
});

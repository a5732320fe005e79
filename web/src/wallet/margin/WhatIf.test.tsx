// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../page-test/page';
import { WalletPage } from '../WalletPage';
import { marginServer, OWING } from './margin-sample';

const PATH = 'POST /api/v1/margin/what-if';

it('shows the account as it would be, and says which number is refused', async () => {
  const at = marginServer().on(
    PATH,
    [400, { code: 'invalid_field', detail: '', errors: [{ field: 'assets[0].debt_change', rule: 'too low' }] }],
    [200, { ...OWING, level: '1.25', debts: '1500' }],
  );
  const { user } = await show(<WalletPage part="margin" code={null} onLogin={() => undefined} />, { server: at });
  await user.selectOptions(await screen.findByLabelText('Assumed asset'), 'USDT');
  await user.type(screen.getByLabelText('Change of the debt'), '-9999');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  await screen.findByText('too low');
  await user.clear(screen.getByLabelText('Change of the debt'));
  await user.type(screen.getByLabelText('Change of the debt'), '۵۰۰');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  const rows = within(await screen.findByRole('table', { name: 'What if' })).getAllByRole('row');
  expect(rows.map(({ textContent }) => textContent).slice(1, 4)).toEqual([
    'Margin level1.851.25',
    expect.stringMatching(/^Equity/),
    expect.stringMatching(/^Debts.*1,500$/),
  ]);
  expect(at.to(PATH).at(-1)?.body).toEqual({ assets: [{ currency: 'USDT', debt_change: '500' }] });
});

// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../language/messages';
import { show } from '../../page-test/page';
import { P2pPage } from '../P2pPage';
import { method, METHODS } from '../p2p-sample';
import { at, ROOT } from '../p2p-server';

const market = <P2pPage part="market" id={null} onLogin={() => undefined} />;
const SEPA = { ...method('sepa'), version: 1, name: 'SEPA', country: 'DE', currency: 'EUR' };
const TWINT = { ...method('twint'), version: 1, name: 'Twint', country: 'CH' };
const lastQuery = (exchange: ReturnType<typeof at>): URLSearchParams =>
  new URL(exchange.to(`GET ${ROOT}/offers`).at(-1)?.url ?? '', 'http://exchange').searchParams;
const withCountries = () => at().on(`GET ${ROOT}/payment-methods`, [200, { items: [...METHODS.items, SEPA, TWINT] }]);

describe('the country of a payment in the market of offers', () => {
  it('is asked of the exchange, and leaves the methods that can be used there', async () => {
    const exchange = withCountries();
    const { user } = await show(market, { server: exchange });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'EUR');
    const countries = await screen.findByRole('combobox', { name: 'Country of payment' });
    const methods = screen.getByRole('combobox', { name: 'Payment method' });
    await user.selectOptions(methods, 'SEPA');
    await user.selectOptions(countries, 'Switzerland');
    expect(within(methods).queryByRole('option', { name: 'SEPA' })).toBeNull();
    expect(within(methods).getByRole('option', { name: 'Twint' })).toBeTruthy();
    // SEPA cannot be used in Switzerland, so it is no longer chosen.
    await waitFor(() => {
      expect(lastQuery(exchange).get('country')).toBe('CH');
      expect(lastQuery(exchange).has('method')).toBe(false);
    });
    await user.selectOptions(countries, 'Any country');
    expect(within(methods).getByRole('option', { name: 'SEPA' })).toBeTruthy();
  });

  it('follows the currency: a country without a method for it is no choice', async () => {
    const exchange = withCountries();
    const { user } = await show(market, { server: exchange });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'EUR');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Country of payment' }), 'Germany');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Currency' }), 'JPY');
    const countries = screen.getByRole('combobox', { name: 'Country of payment' });
    expect(within(countries).queryByRole('option', { name: 'Germany' })).toBeNull();
    await waitFor(() => {
      expect(lastQuery(exchange).get('currency')).toBe('JPY');
      expect(lastQuery(exchange).has('country')).toBe(false);
    });
  });

  it.each(LANGUAGES)(
    'has its name in %s, and is not there where every method is for all countries',
    async (language) => {
      const { container } = await show(market, { server: withCountries(), language });
      await waitFor(() => expect(container.querySelectorAll('select[name="country"] option')).toHaveLength(3));
      const option = container.querySelector('select[name="country"] option[value="CH"]');
      expect(option?.textContent).toBe({ en: 'Switzerland', fa: 'سوئیس', zh: '瑞士' }[language]);
      container.remove();
      const plain = await show(market, { server: at(), language });
      await waitFor(() => expect(plain.container.querySelector('select[name="method"]')).toBeTruthy());
      expect(plain.container.querySelector('select[name="country"]')).toBeNull();
    },
  );
});

// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { writeNumbersFor } from '../../money/numerals';
import { server, show } from '../../page-test/page';
import { RiskPage } from '../RiskPage';
import { alert, alertPage, firing } from './alerts-sample';
import { figureIn, figureText, pointMoved, typedFigure, valueText } from './figures';
import { ALERT_WORDS } from './words';

const OWN = '/api/v1/risk/alerts';
const SHARED = `${OWN}/desk`;
const WEIGHTS = { volatility: 35, liquidity: 30, market_cap: 15, technical: 20, reference: 'USDT' };
const ANALYST = { permissions: ['read', 'users_read'] };
const SCORE = { subject: 'score', threshold: '70', hysteresis: '5', side: 'below' };

const alerts = (...found: readonly object[]) =>
  server()
    .on('GET /api/v1/risk/weights', [200, WEIGHTS])
    .on(`GET ${OWN}`, [200, alertPage(...found)])
    .on(`GET ${OWN}/history`, [
      200,
      alertPage(firing('9', { webhook: 'dead', webhook_why: 'answered 500', push: 'sent' })),
    ])
    .on(`GET ${SHARED}`, [200, alertPage()])
    .on(`GET ${SHARED}/history`, [200, alertPage()]);

const page = <RiskPage part="alerts" code={null} onLogin={() => undefined} />;
const refused = (...fields: readonly string[]) =>
  [400, { code: 'invalid_field', detail: '', errors: fields.map((field) => ({ field, rule: 'another' })) }] as const;

describe('alerts on risk', () => {
  it('are shown with their subject, its value, and their firings', async () => {
    const volatile = alert('2', {
      ...{ subject: 'volatility', threshold: '0.6', hysteresis: '0', value: '0.71239', armed: false, note: 'not_back' },
      ...{ fired: 2, fired_at: '2026-11-20T09:30:00Z', webhook: 'https://example.com/hook', mail: false },
    });
    const off = alert('3', { ...SCORE, enabled: false, value: null, seen_at: null });
    await show(page, { server: alerts(alert('1'), volatile, off) });
    const list = within(await screen.findByRole('table', { name: 'My alerts' }));
    const rows = list.getAllByRole('row').slice(1);
    expect(rows[0]?.textContent).toContain('PriceBTCabove 70,000.5 USDT');
    expect(rows[0]?.textContent).toContain('resets after 500 USDT · cool-down 1 hour65,000.12345678 USDT');
    expect(rows[0]?.textContent).toContain('ActiveThis pageE-mail');
    expect(rows[1]?.textContent).toContain('above 60%cool-down 1 hour71.23%');
    expect(rows[1]?.textContent).toContain('Triggeredhas not come back yettriggered 2×, last 20 Nov 2026');
    expect(rows[1]?.textContent).toContain('This pageWebhook');
    expect(rows[2]?.textContent).toContain('below 70');
    expect(rows[2]?.textContent).toContain('—not checked yetOff');
    const past = within(screen.getByRole('table', { name: 'Past alerts' }));
    expect(past.getByText('One-day value at risk').closest('tr')?.textContent).toContain(
      '12.34%: above 10%delivereddeliveredfailedanswered 500',
    );
  });

  it('are made; the secret of a webhook is shown once', async () => {
    const at = alerts().on(`POST ${OWN}`, [201, alert('4', { webhook_secret: 'whsec-1' })]);
    const { user } = await show(page, { server: at });
    await screen.findByText('No alerts yet');
    await user.click(screen.getByRole('button', { name: 'New alert' }));
    const dialog = within(screen.getByRole('dialog'));
    await waitFor(() => expect(dialog.getByLabelText<HTMLSelectElement>('Asset').value).toBe('BTC'));
    await user.type(dialog.getByLabelText('Threshold'), '۷۰٬۰۰۰');
    await user.selectOptions(dialog.getByLabelText('Cool-down'), '1 day');
    await user.click(dialog.getByLabelText('E-mail'));
    await user.click(dialog.getByLabelText('Push'));
    await user.type(dialog.getByLabelText('Webhook'), 'https://example.com/hook');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByText('whsec-1');
    expect(at.to(`POST ${OWN}`)[0]?.body).toEqual({
      ...{ subject: 'price', asset: 'BTC', side: 'above', threshold: '70000', hysteresis: '0' },
      ...{ cool_down_seconds: 86_400, mail: false, push: true, webhook: 'https://example.com/hook' },
      enabled: true,
    });
    await user.click(screen.getByRole('button', { name: 'I have copied it' }));
    expect(screen.queryByText('whsec-1')).toBeNull();
  });

  it('are in percent where the exchange counts in shares, and refused at the fields that are wrong', async () => {
    const at = alerts().on(`POST ${OWN}`, refused('webhook', 'hysteresis'), refused('subject'));
    const { user } = await show(page, { server: at });
    await user.click(screen.getByRole('button', { name: 'New alert' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.selectOptions(dialog.getByLabelText('Figure'), 'One-day value at risk');
    expect(dialog.queryByLabelText('Asset')).toBeNull();
    const threshold = dialog.getByLabelText('Threshold');
    await user.type(threshold, 'much');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(threshold.getAttribute('aria-invalid')).toBe('true'));
    expect(at.to(`POST ${OWN}`)).toHaveLength(0);
    await user.clear(threshold);
    await user.type(threshold, '12.5');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await dialog.findByText(/An https address with a host name/);
    expect(dialog.getByText(/for “above” at most the threshold/)).toBeTruthy();
    expect(at.to(`POST ${OWN}`)[0]?.body).toEqual({
      ...{ subject: 'portfolio_var', side: 'above', threshold: '0.125', hysteresis: '0' },
      ...{ cool_down_seconds: 3_600, mail: true, push: false, enabled: true },
    });
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await dialog.findByText(/You have the maximum number of alerts/);
  });

  it('are switched off, changed and removed', async () => {
    const at = alerts(alert('1', { webhook: 'https://example.com/hook' }))
      .on(`PUT ${OWN}/1`, [200, alert('1')])
      .on(`DELETE ${OWN}/1`, [204, '']);
    const { user } = await show(page, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Switch off' }));
    await screen.findByText('The alert is off');
    await user.click(screen.getByRole('button', { name: 'Change' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.clear(dialog.getByLabelText('Threshold'));
    await user.type(dialog.getByLabelText('Threshold'), '80000');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByText('Alert changed and active again');
    const sent = {
      ...{ subject: 'price', asset: 'BTC', side: 'above', threshold: '70000.5', hysteresis: '500', mail: true },
      ...{ cool_down_seconds: 3_600, push: false, webhook: 'https://example.com/hook', enabled: false },
    };
    expect(at.to(`PUT ${OWN}/1`).map(({ body }) => body)).toEqual([
      sent,
      { ...sent, threshold: '80000', enabled: true },
    ]);
    expect(at.to(`PUT ${OWN}/1`).map(({ headers }) => headers['If-Match'])).toEqual(['aa11', 'aa11']);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await user.click(screen.getByRole('button', { name: 'Remove this alert?' }));
    await screen.findByText(/Alert removed/);
  });

  it('of the desk are for callers who may see users, and of some accounts or of all', async () => {
    const at = alerts().on(`POST ${SHARED}`, [201, alert('5')]);
    const { user } = await show(page, { server: at, me: ANALYST });
    await user.click(await screen.findByRole('button', { name: 'Risk team' }));
    await user.click(screen.getByRole('button', { name: 'New alert' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.selectOptions(dialog.getByLabelText('Figure'), 'Maximum drawdown of the portfolio');
    await user.type(dialog.getByLabelText('Threshold'), '30');
    await user.type(dialog.getByLabelText('Accounts'), '1001, me');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await dialog.findByText('Numbers of customers’ accounts only, at most 500');
    await user.clear(dialog.getByLabelText('Accounts'));
    await user.type(dialog.getByLabelText('Accounts'), '1001, 1002');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByText('Alert is active');
    expect(at.to(`POST ${SHARED}`)[0]?.body).toMatchObject({
      ...{ subject: 'portfolio_drawdown', threshold: '0.3', accounts: [1001, 1002] },
    });
  });

  it('of the desk are not offered without the permission, and may be missing', async () => {
    const at = alerts().on(`GET ${OWN}`, problem(503, 'unavailable'), [200, alertPage()]);
    const { user } = await show(page, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('No alerts yet');
    expect(screen.queryByRole('button', { name: 'Risk team' })).toBeNull();
  });

  it.each(['en', 'fa'] as const)('are read without barriers in %s', async (language) => {
    const { container, user } = await show(page, { server: alerts(alert('1')), language, me: ANALYST });
    await screen.findAllByRole('table');
    await user.click(screen.getByRole('button', { name: ALERT_WORDS[language].make }));
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('figures of alerts', () => {
  it('move their point and lose no digit', () => {
    const moved = [
      ...[pointMoved('12.5', -2), pointMoved('5', -2), pointMoved('0', -2), pointMoved('100', -2)],
      ...[pointMoved('0.125', 2), pointMoved('1000', 2), pointMoved('.5', 0), pointMoved('5.', 0)],
    ];
    expect(moved).toEqual(['0.125', '0.05', '0', '1', '12.5', '100000', '0.5', '5']);
    expect(typedFigure('0.12345678', 'volatility')).toBe('12.345678');
  });

  it('are read as people type them; what could be two is none', () => {
    expect(figureIn(' ۱۲٫۵ ', 'portfolio_var')).toBe('0.125');
    expect(figureIn('65 000,5', 'price')).toBe('65000.5');
    expect([figureIn('1,234', 'price'), figureIn('-5', 'score'), figureIn('', 'score')]).toEqual([null, null, null]);
  });

  it('are written for reading, values cut to readable digits', () => {
    writeNumbersFor('en-GB');
    expect(figureText('0.125', 'portfolio_var', 'USDT')).toBe('12.5%');
    expect(figureText('65000', 'price', '')).toBe('65,000');
    expect(valueText('46.219', 'score', '')).toBe('46.21');
    expect(valueText('46', 'score', '')).toBe('46');
    expect(valueText('-0.1', 'price', '')).toBe('-0.1');
  });
});

describe('the words of alerts', () => {
  it('are the same in every language, none empty', () => {
    for (const language of LANGUAGES) {
      const words = ALERT_WORDS[language];
      for (const texts of [words, words.subjects, words.thresholdHints, words.notes, words.deliveries]) {
        expect(Object.values(texts)).not.toContain('');
      }
      expect(Object.keys(words.coolDowns)).toEqual(Object.keys(ALERT_WORDS.en.coolDowns));
    }
  });
});

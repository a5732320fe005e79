// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountDialog } from '../account/AccountDialog';
import { contrast } from '../theme/contrast';
import { Brand } from '../theme/Brand';
import { HOUSE, server, show } from '../page-test/page';
import { Foot } from './Foot';
import { Head } from './Head';

const nothing = () => undefined;
const page = (
  <>
    <Brand />
    <Head place={{ kind: 'markets' }} market="BTC-USDT" onAccount={nothing} onSettings={nothing} />
    <Foot />
  </>
);

const house = (changed: object) => server().on('GET /api/tenant', [200, { ...HOUSE, ...changed }]);

/** Closes finding P6: the page ignored the tenant's branding, languages and features. */
describe('the page of a tenant', () => {
  it('has its name, its languages, its colours, its links', async () => {
    const branding = {
      primary_color: '#ffee00',
      support_email: 'help@acme.example',
      terms_url: 'https://acme.example/terms',
    };
    const at = house({ name: 'Acme', locales: ['en', 'fa'], branding });
    await show(page, { server: at, isOut: true });
    await screen.findByRole('link', { name: 'Acme' });
    const offered = [...screen.getByLabelText<HTMLSelectElement>('Language').options].map(({ value }) => value);
    expect(offered).toEqual(['en', 'fa']);
    expect(screen.getByRole('link', { name: 'Support' })).toHaveProperty('href', 'mailto:help@acme.example');
    expect(screen.getByRole('link', { name: 'Terms' })).toHaveProperty('href', 'https://acme.example/terms');
    const { style } = document.documentElement;
    expect([style.getPropertyValue('--fill'), style.getPropertyValue('--fill-text')]).toEqual(['#ffee00', '#000000']);
    expect(contrast(style.getPropertyValue('--accent'), '#0f131a')).toBeGreaterThanOrEqual(4.5);
  });

  it('speaks the tenant’s first language where it does not speak the reader’s', async () => {
    await show(page, { server: house({ locales: ['fa'] }), isOut: true });
    await waitFor(() => expect(document.documentElement.lang).toBe('fa'));
    expect(document.documentElement.dir).toBe('rtl');
  });

  it('leads to the market that was looked at last, and marks where its reader is', async () => {
    await show(page, { isOut: true });
    expect((await screen.findByRole('link', { name: 'Trade' })).getAttribute('href')).toBe('#BTC-USDT');
    expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('Markets');
    expect(document.title).toMatch(/Markets · /);
  });

  it('makes no link of what is no address of the web', async () => {
    const at = house({ name: 'Acme', branding: { terms_url: 'javascript:alert(1)', logo_url: 'data:text/html,x' } });
    await show(page, { server: at, isOut: true });
    await screen.findByRole('link', { name: 'Acme' });
    expect(screen.queryByRole('link', { name: 'Terms' })).toBeNull();
    expect(document.querySelector('.logo-picture')).toBeNull();
  });

  it('offers no registration where there is none', async () => {
    const at = house({ name: 'Acme', features: { registration: false } });
    await show(
      <>
        {page}
        <AccountDialog page="login" onPage={nothing} onClose={nothing} />
      </>,
      { server: at, isOut: true },
    );
    await screen.findByRole('link', { name: 'Acme' });
    expect(screen.queryByRole('button', { name: 'Register' })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Log in' }).length).toBeGreaterThan(0);
  });
});

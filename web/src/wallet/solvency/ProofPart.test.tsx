// @vitest-environment happy-dom
import { webcrypto } from 'node:crypto';
import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { server, show } from '../../page-test/page';
import { ProofPart } from './ProofPart';
import vectors from './vectors.json';
import { SOLVENCY_WORDS } from './words';

const proof = vectors.third_of_five;
const { claim, signature, public_key } = proof;
const RESERVE = { network: 'bitcoin', address: 'bc1q', amount: '0.00000040', message: 'm', signature: 's' };
const published = {
  ...{ format: proof.format, claim, signature, public_key, liabilities: '0.0000006', reserved: '0.0000004' },
  ...{ reserves: [RESERVE], next_at: '2026-11-22T12:00:00Z' },
};
const OWN = { account: '1003' };

function provingServer(own: object = proof, shown: object = published) {
  return server()
    .on('GET /api/wallet/solvency/USDT/proof', problem(404, 'not_found'))
    .on('GET /api/wallet/solvency/BTC/proof', [200, own])
    .on('GET /api/wallet/solvency/BTC', [200, shown]);
}

async function checked(at: ReturnType<typeof provingServer>, language: 'en' | 'fa' = 'en', me: object = OWN) {
  const page = await show(<ProofPart />, { server: at, language, me });
  const words = SOLVENCY_WORDS[language];
  await screen.findByRole('option', { name: 'BTC' });
  await page.user.selectOptions(screen.getByRole('combobox'), 'BTC');
  await page.user.click(screen.getByRole('button', { name: words.check }));
  return page;
}

beforeEach(() => vi.stubGlobal('crypto', webcrypto));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('words of proofs', () => {
  it('have the same entries in every language, none empty, all translated', () => {
    const { en } = SOLVENCY_WORDS;
    for (const language of LANGUAGES) {
      const words = SOLVENCY_WORDS[language];
      expect(Object.keys(words.faults).sort()).toEqual(Object.keys(en.faults).sort());
      const texts: unknown[] = [...Object.values<unknown>(words), ...Object.values(words.faults)];
      expect(texts).not.toContain('');
      const english = new Set<unknown>([...Object.values<unknown>(en), ...Object.values(en.faults)]);
      expect(texts.filter((one) => typeof one === 'string' && english.has(one))).toHaveLength(
        language === 'en' ? texts.filter((one) => typeof one === 'string').length : 0,
      );
    }
  });
});

describe('a proof', () => {
  it('that holds is said to, with what it proves', async () => {
    const { container } = await checked(provingServer());
    await screen.findByText('Your balance is included in the published liabilities.');
    const status = container.querySelector('.proof[role="status"]');
    expect(status?.textContent).toContain('Your balance0.00000012 BTC');
    expect(status?.textContent).toContain('0.0000004 BTC at 1 addresses');
    expect(status?.textContent).toContain(public_key);
  });

  it.each([
    [
      'the path does not lead to the published root',
      { ...proof, leaf: { ...proof.leaf, balance: '13' } },
      published,
      OWN,
    ],
    ['the statement is not signed by its key', { ...proof, claim: { ...claim, sum: '1' } }, published, OWN],
    ['the published root is different', proof, { ...published, ...vectors.one_of_one }, OWN],
    ['it belongs to another account', proof, published, { account: '3' }],
  ])('that cheats is found: %s', async (fault, own, shown, me) => {
    await checked(provingServer(own, shown), 'en', me);
    await screen.findByText(`This proof is not valid: ${fault}`);
    expect(screen.queryByText(SOLVENCY_WORDS.en.holds)).toBeNull();
  });

  it('that is not there is said to be missing', async () => {
    const { user } = await show(<ProofPart />, { server: provingServer() });
    await screen.findByRole('option', { name: 'USDT' });
    await user.click(screen.getByRole('button', { name: 'Verify my balance' }));
    await screen.findByText(SOLVENCY_WORDS.en.unproved);
  });

  it('is saved as the file that the tool checks', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = (blob: Blob) => `blob:${String(saved.push(blob))}`;
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { user } = await checked(provingServer());
    await user.click(await screen.findByRole('button', { name: 'Save the proof' }));
    expect(JSON.parse(await (saved[0] ?? new Blob()).text())).toEqual(proof);
  });

  it('is forgotten when another asset is chosen', async () => {
    const { user } = await checked(provingServer());
    await screen.findByText(SOLVENCY_WORDS.en.holds);
    await user.selectOptions(screen.getByRole('combobox'), 'USDT');
    expect(screen.queryByText(SOLVENCY_WORDS.en.holds)).toBeNull();
  });

  it.each(['en', 'fa'] as const)('is read without barriers in %s', async (language) => {
    const { container } = await checked(provingServer(), language);
    await screen.findByText(SOLVENCY_WORDS[language].holds);
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});

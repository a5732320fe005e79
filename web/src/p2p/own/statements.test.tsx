// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../exchange/p2p-bank-statements';
import { server, show } from '../../page-test/page';
import { CHAT, DETAILS, METHODS, OVERVIEW, OWN_METHODS, TRADE, TRADE_ID } from '../p2p-sample';
import { P2pPage } from '../P2pPage';

const ROOT = '/api/v1/p2p';

const at = () =>
  server()
    .on(`GET ${ROOT}/overview`, [200, OVERVIEW])
    .on(`GET ${ROOT}/payment-methods`, [200, METHODS])
    .on(`GET ${ROOT}/own-methods`, [200, OWN_METHODS])
    .on(`GET ${ROOT}/bank-statements`, [200, { items: [], next_cursor: null }])
    .on(`GET ${ROOT}/trades/${TRADE_ID}`, [200, DETAILS])
    .on(`GET ${ROOT}/trades/${TRADE_ID}/messages`, [200, CHAT])
    .on(`PUT ${ROOT}/trades/${TRADE_ID}/messages/read`, [204, null]);

const ENTRY = {
  ...{ number: 1, is_credit: true, amount: '18000', currency: 'EUR', booked_on: '2026-11-28', name: 'Jane Roe' },
  ...{ text: 'P2P26995C11', result: 'by_reference', trade_id: TRADE_ID, name_check: 'differs' },
};
const STATEMENT = { id: '3', format: 'csv', entries: 1, added: 1, uploaded_at: TRADE.created_at };

describe('bank statements', () => {
  it('are added as a file, and mark what another person paid', async () => {
    const exchange = at()
      .on(`POST ${ROOT}/bank-statements`, [201, { statement: STATEMENT, entries: [ENTRY] }])
      .on(`GET ${ROOT}/bank-statements/3`, [200, { statement: STATEMENT, entries: [ENTRY] }]);
    const { user } = await show(<P2pPage part="methods" id={null} onLogin={() => undefined} />, { server: exchange });
    const csv = 'date,amount,currency,name,text';
    await user.upload(await screen.findByLabelText('File of your bank'), new File([csv], 'november.csv'));
    await user.click(screen.getByRole('button', { name: 'Add the statement' }));
    const table = within(await screen.findByRole('table', { name: 'Payments of the statement' }));
    expect(table.getByText('Another name')).toBeTruthy();
    expect(table.getByRole('link').getAttribute('href')).toBe(`#/p2p/trades/${TRADE_ID}`);
    expect(exchange.to(`POST ${ROOT}/bank-statements`)[0]?.body).toEqual({ format: 'csv', content: csv });
  });
});

describe('a long bank statement', () => {
  it('is sent in parts, and then added once', async () => {
    const exchange = at()
      .on(`POST ${ROOT}/bank-statement-parts`, [204, null])
      .on(`POST ${ROOT}/bank-statements`, [201, { statement: STATEMENT, entries: [ENTRY] }])
      .on(`GET ${ROOT}/bank-statements/3`, [200, { statement: STATEMENT, entries: [ENTRY] }]);
    const { user } = await show(<P2pPage part="methods" id={null} onLogin={() => undefined} />, { server: exchange });
    const xml = `<Document>${'<a>"😀"</a>'.repeat(10_000)}</Document>`;
    await user.upload(await screen.findByLabelText('File of your bank'), new File([xml], 'november.xml'));
    await user.click(screen.getByRole('button', { name: 'Add the statement' }));
    await screen.findByRole('table', { name: 'Payments of the statement' });
    const parts = exchange.to(`POST ${ROOT}/bank-statement-parts`).map(({ body }) => body as Record<string, unknown>);
    expect(parts.map(({ content }) => content).join('')).toBe(xml);
    expect(parts.map(({ number }) => number)).toEqual(parts.map((_, place) => place + 1));
    expect(exchange.to(`POST ${ROOT}/bank-statements`)[0]?.body).toEqual({
      ...{ format: 'camt053', upload_id: parts[0]?.['upload_id'], parts: parts.length },
    });
  });
});

describe('the parts of a file', () => {
  it('fit a request each, and split no letter', () => {
    expect(partsOf('')).toEqual([]);
    for (const content of ['a'.repeat(50_001), '"'.repeat(120_000), `x${'😀'.repeat(30_000)}`]) {
      const parts = partsOf(content);
      expect(parts.join('')).toBe(content);
      expect(parts.every((part) => new TextEncoder().encode(JSON.stringify(part)).length <= 60_000)).toBe(true);
      expect(() => parts.map(encodeURIComponent)).not.toThrow();
    }
  });
});

describe('a report', () => {
  it('lets a party report the other side with a reason and words', async () => {
    const exchange = at().on(`POST ${ROOT}/reports`, [201, {}]);
    const { user } = await show(<P2pPage part="trades" id={TRADE_ID} onLogin={() => undefined} />, {
      server: exchange,
    });
    await user.click(await screen.findByRole('button', { name: 'Report this person' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Report this person' }));
    await user.type(dialog.getByRole('textbox', { name: 'What happened' }), 'asked me to pay elsewhere');
    await user.click(dialog.getByRole('button', { name: 'Send the report' }));
    await waitFor(() =>
      expect(exchange.to(`POST ${ROOT}/reports`)[0]?.body).toEqual({
        ...{ trade_id: TRADE_ID, reason: 'fraud', text: 'asked me to pay elsewhere' },
      }),
    );
    expect(await screen.findByText('The report is with the moderators')).toBeTruthy();
  });
});

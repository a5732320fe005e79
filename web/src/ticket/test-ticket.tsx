/** A ticket as tests see it: at a market with a book and balances. */
import { act, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { expect } from 'vitest';
import type { Side } from '../exchange/model';
import { ORDER } from '../exchange/test-server';
import { atMarket, server, show } from '../page-test/page';
import { Ticket } from './Ticket';

function TicketSide() {
  const [side, setSide] = useState<Side>('buy');
  return <Ticket side={side} onSide={setSide} onLogin={() => undefined} onDeposit={() => undefined} />;
}

export const takingOrders = (...placed: readonly object[]) =>
  server().on(
    'POST /api/trading/orders',
    ...(placed.length === 0 ? [ORDER] : placed).map((order) => [201, order] as const),
  );

/**
 * With a book and balances: what a ticket needs to judge.
 *
 * @param beside another part of the page that shares its market
 */
export async function ticket(options: Parameters<typeof show>[1] = {}, beside: ReactNode = null) {
  const page = await show(
    atMarket(
      <>
        <TicketSide />
        {beside}
      </>,
    ),
    { server: takingOrders(), ...options },
  );
  act(() => page.stream.book());
  await screen.findByText('1,000.00 USDT');
  await waitFor(() => expect(field('Price')).toHaveProperty('value', '650'));
  const fill = async (label: string, text: string) => {
    await page.user.clear(field(label));
    await page.user.type(field(label), text);
  };
  const sent = () => page.server.to('POST /api/trading/orders').map(({ body }) => body as Record<string, unknown>);
  return { ...page, fill, sent };
}

export const field = (label: string) => screen.getByLabelText(label, { exact: true });

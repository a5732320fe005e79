// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { Profiler } from 'react';
import { describe, expect, it } from 'vitest';
import { OrderBook } from '../book/OrderBook';
import { BTC_USDT } from '../exchange/sample';
import { TickerBar } from '../markets/TickerBar';
import { atMarket, show } from '../page-test/page';
import { Tape } from '../tape/Tape';

const CHANGES = 1_000;

/** Closes finding P15: the work of a frame is bounded, however much has happened since the last one. */
describe('a flood of changes', () => {
  it('is one drawing of book, trades and ticker together, of as many rows as there is room for', async () => {
    const commits: string[] = [];
    const { stream, container } = await show(
      <Profiler id="desk" onRender={(_, phase) => commits.push(phase)}>
        {atMarket(
          <>
            <TickerBar market={BTC_USDT} picker={null} />
            <OrderBook />
            <Tape />
          </>,
        )}
      </Profiler>,
    );
    act(() => stream.book());
    await screen.findByRole('button', { name: /Bid 649.00/ });
    commits.length = 0;
    await act(async () => {
      for (let at = 1; at <= CHANGES; at++) {
        const bid = (649 - at * 0.01).toFixed(2);
        const trade = {
          id: String(at),
          price: bid,
          quantity: '0.5',
          side: 'sell',
          executed_at: '2026-11-20T09:30:00Z',
        };
        stream.says({
          type: 'depth',
          symbol: 'BTC-USDT',
          previous: at,
          sequence: at + 1,
          bids: [[bid, String(at)]],
          asks: [],
        });
        stream.says({ type: 'trade', symbol: 'BTC-USDT', sequence: at + 1, ...trade });
      }
      await Promise.resolve();
    });
    // Trades come in halves: so many are worked off in one frame.
    await screen.findAllByText('639.00');
    await waitFor(() => expect(container.querySelector('.tape-row')?.textContent).toContain('639.00'));
    expect(commits.length).toBeGreaterThan(0);
    expect(commits.length).toBeLessThanOrEqual(3);
    expect(container.querySelectorAll('.book-row').length).toBeLessThanOrEqual(22);
    expect(container.querySelectorAll('.tape-row')).toHaveLength(60);
  });
});

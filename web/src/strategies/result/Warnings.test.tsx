// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../language/messages';
import { server, show } from '../../page-test/page';
import { STRATEGY_WORDS } from '../words';
import { Warnings } from './Warnings';
import { WARNING_SENTENCES } from './warning-details';

describe('warnings about a back-test', () => {
  it.each(LANGUAGES)('have a name and a sentence in every language (%s)', (language) => {
    const { of, rows, fields } = WARNING_SENTENCES[language];
    expect(Object.keys(of).sort()).toEqual(Object.keys(STRATEGY_WORDS[language].warningNames).sort());
    for (const each of [rows, fields]) {
      expect(Object.values(each)).not.toContain('');
    }
    expect(Object.keys(rows)).toEqual(['contradiction', 'repeated_time', 'cut_short', 'no_number', 'too_small']);
  });

  it('say their facts: times, lines and reasons, and the message of a kind that the page does not know', async () => {
    const warnings = [
      {
        ...{ code: 'rows_left_out', message: '' },
        parameters: { source: 'days.csv', count: '1200', rows: '7:repeated_time 9:new_fault' },
      },
      {
        ...{ code: 'orders_refused', message: '' },
        parameters: { reasons: 'no_liquidity:3 other:1', whole_quantities: 'BTC-USDT' },
      },
      { code: 'newer', message: 'Of a newer exchange.', parameters: {} },
    ];
    await show(<Warnings warnings={warnings} />, { server: server() });
    await screen.findByText('1,200 rows of days.csv were left out: line 7 repeats a time, line 9 new_fault.');
    screen.getByText(
      /^Number of refused orders by reason: The book was too thin \(3\), other \(1\)\. Volumes of BTC-USDT/,
    );
    screen.getByText('Of a newer exchange.');
  });
});

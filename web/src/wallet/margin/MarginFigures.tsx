/** Level, sums and assets of a margin account, as its owner and operators see them. */
import type { ReactNode } from 'react';
import type { MarginAccount, MarginItem } from '../../exchange/margin';
import { useMessages } from '../../language/language';
import { parse, plain } from '../../money/money';
import { inPercent, readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useMarginWords, type MarginWords } from './words';

/** End of the gauge; a higher level fills it. */
const GAUGE_END = 3;
const SUMS = ['assets', 'collateral', 'debts', 'equity', 'initial_margin', 'maintenance_margin'] as const;

interface FiguresProps {
  readonly account: MarginAccount;
  /** Writes the text of an amount; the owner may have hidden amounts. */
  readonly shown: (text: string) => string;
  /** Control of the highest leverage; its text otherwise. */
  readonly leverage?: ReactNode;
  readonly actions?: (item: MarginItem) => ReactNode;
  readonly debtActions?: (item: MarginItem) => ReactNode;
}

/** A decimal with thousands apart. */
export const sumText = (text: string): string => readable(text, true);

/** A share such as "0.05" in percent; a rate of an hour has nine places. */
export function percentText(text: string): string {
  const parsed = parse(text, 9);
  return parsed.kind === 'units' ? inPercent(plain(parsed.units, 7)) : text;
}

export function MarginFigures({ account, shown, leverage, actions, debtActions }: FiguresProps) {
  const words = useMarginWords();
  const debts = account.items.filter(({ isOwed }) => isOwed);
  return (
    <>
      <Card title={words.level} notice={words.levelNotice}>
        <Standing account={account} shown={shown} leverage={leverage ?? leverageText(account.leverage, words)} />
      </Card>
      <Card title={words.sums.debts}>
        <Debts rows={debts} shown={shown} actions={debtActions} />
      </Card>
      <Card title={words.lent} notice={words.lentNotice}>
        <Assets rows={account.items} shown={shown} actions={actions} />
      </Card>
    </>
  );
}

/** How often the collateral may be as much as is left of it without the debts. */
export const leverageText = (leverage: number | null, words: MarginWords): string =>
  leverage === null ? words.byTiers : `${readable(String(leverage))}×`;

function Standing({ account, shown, leverage }: Pick<FiguresProps, 'account' | 'shown' | 'leverage'>) {
  const words = useMarginWords();
  const dates = useDates();
  const { level, levels, last_call_at: calledAt, sale_order: order } = account;
  return (
    <>
      {level === null && <p className="nothing">{words.none}</p>}
      {account.liquidating && <p className="wallet-warning">{words.liquidatingNotice}</p>}
      {!account.certain && <p className="wallet-warning">{words.uncertainNotice}</p>}
      <dl className="facts">
        {level !== null && (
          <>
            <dt>{words.level}</dt>
            <dd>
              <Gauge level={level} account={account} />
            </dd>
          </>
        )}
        <dt>{words.callBelow}</dt>
        <dd className="number">{readable(levels.call)}</dd>
        <dt>{words.liquidationAt}</dt>
        <dd className="number">{readable(levels.liquidation)}</dd>
        <dt>{words.fee}</dt>
        <dd className="number">{percentText(levels.fee)}</dd>
        <dt>{words.leverage}</dt>
        <dd className="number">{leverage}</dd>
        <dt>{words.indexPrices}</dt>
        <dd>
          <Certainty isCertain={account.certain} />
        </dd>
        {SUMS.map((name) => (
          <Sum key={name} name={words.sums[name]} text={shown(sumText(account[name]))} />
        ))}
        {calledAt !== null && (
          <>
            <dt>{words.lastCall}</dt>
            <dd>{dates.minute(Date.parse(calledAt))}</dd>
          </>
        )}
        {order.length > 0 && <Sum name={words.saleOrder} text={order.join(', ')} />}
      </dl>
    </>
  );
}

function Sum({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="number">
        <bdi dir="ltr">{text}</bdi>
      </dd>
    </>
  );
}

interface GaugeProps {
  readonly level: string;
  readonly account: MarginAccount;
}

/** Its bands are those of the levels: red up to liquidation, yellow up to the margin call. */
function Gauge({ level, account }: GaugeProps) {
  const words = useMarginWords();
  const { levels } = account;
  const state = stateOf(account);
  return (
    <>
      <b className="number">{sumText(level)}</b>
      <meter
        aria-label={words.level}
        aria-valuetext={`${sumText(level)}, ${words.states[state]}`}
        min={1}
        low={Number(levels.liquidation)}
        high={Number(levels.call)}
        optimum={GAUGE_END}
        max={GAUGE_END}
        value={Number(level)}
      />
      <i className={`tag ${TAGS[state]}`}>{words.states[state]}</i>
    </>
  );
}

/** Where the level of an account is between those of its tenant. */
export function stateOf({ level, levels, liquidating }: Pick<MarginAccount, 'level' | 'levels' | 'liquidating'>) {
  const isCalled = level !== null && Number(level) < Number(levels.call);
  return liquidating ? 'liquidating' : isCalled ? 'called' : 'safe';
}

const TAGS = { safe: 'tag-good', called: 'tag-warn', liquidating: 'tag-bad' } as const;

/** State of an index price. */
export function Certainty({ isCertain }: { readonly isCertain: boolean }) {
  const words = useMarginWords();
  return <i className={`tag ${isCertain ? 'tag-good' : 'tag-warn'}`}>{isCertain ? words.certain : words.uncertain}</i>;
}

interface RowsProps {
  readonly rows: readonly MarginItem[];
  readonly shown: (text: string) => string;
  readonly actions: ((item: MarginItem) => ReactNode) | undefined;
}

function Debts({ rows, shown, actions }: RowsProps) {
  const messages = useMessages();
  const words = useMarginWords();
  const dates = useDates();
  return (
    <Records
      label={words.sums.debts}
      rows={rows}
      keyOf={({ currency }) => currency}
      nothing={words.noDebts}
      columns={[
        { name: messages.asset, cell: ({ currency }) => <bdi>{currency}</bdi> },
        { name: words.borrowed, number: true, cell: ({ principal }) => shown(sumText(principal)) },
        { name: words.interest, number: true, cell: ({ interest }) => shown(sumText(interest)) },
        { name: words.hourly, number: true, cell: ({ hourly_rate: rate }) => percentText(rate) },
        {
          name: words.since,
          cell: ({ owed_since: since }) => (since === null ? '—' : dates.minute(Date.parse(since))),
        },
      ]}
      {...(actions === undefined ? {} : { actions })}
    />
  );
}

function Assets({ rows, shown, actions }: RowsProps) {
  const messages = useMessages();
  const words = useMarginWords();
  return (
    <Records
      label={words.lent}
      rows={rows}
      keyOf={({ currency }) => currency}
      nothing={words.noneLent}
      columns={[
        {
          name: messages.asset,
          cell: ({ currency, haircut }) => (
            <span>
              <bdi>{currency}</bdi>
              <small>{`${words.haircut} ${percentText(haircut)}`}</small>
            </span>
          ),
        },
        {
          name: words.indexPrice,
          number: true,
          cell: ({ index_price: price, index_certain: isCertain }) => (
            <span>
              {price === null ? '—' : sumText(price)} {!isCertain && <Certainty isCertain={false} />}
            </span>
          ),
        },
        { name: words.balance, number: true, cell: ({ balance }) => shown(sumText(balance)) },
        { name: words.canBorrow, number: true, cell: ({ borrowable }) => shown(sumText(borrowable)) },
        { name: words.canLeave, number: true, cell: ({ withdrawable }) => shown(sumText(withdrawable)) },
        { name: words.liquidationPrice, number: true, cell: (item) => <LiquidationPrice item={item} shown={shown} /> },
      ]}
      {...(actions === undefined ? {} : { actions })}
    />
  );
}

const SIGNS = { at_or_below: '≤', at_or_above: '≥' } as const;

/** Index price at which the account would be liquidated if all else stayed, and the value that would be sold first. */
function LiquidationPrice({ item, shown }: { readonly item: MarginItem; readonly shown: (text: string) => string }) {
  const words = useMarginWords();
  const { liquidation_price: price, liquidation_when: when, liquidation_sells: sells } = item;
  if (price === null) {
    return '—';
  }
  return (
    <span>
      <bdi dir="ltr">{shown(`${when === null ? '' : SIGNS[when]} ${sumText(price)}`)}</bdi>
      {sells !== null && <small>{`${words.sells} ${shown(sumText(sells))}`}</small>}
    </span>
  );
}

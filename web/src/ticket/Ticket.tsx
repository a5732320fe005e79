import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTrading } from '../app/trading';
import { Tabs } from '../controls/tabs';
import type { Market, OrderKind, Side } from '../exchange/model';
import { useBalances, useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import { quoteText } from '../markets/figures';
import { grouped, plain } from '../money/money';
import {
  afterPlacing,
  availableOf,
  beginning,
  draftOf,
  EMPTY,
  spentAsset,
  type Circumstances,
  type Draft,
  type Form,
} from './draft';
import { Fields } from './Fields';
import { has, inList } from './kinds';
import { Submit } from './Submit';
import './ticket.css';

interface TicketProps {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onLogin: () => void;
  readonly onDeposit: (code: string) => void;
}

/** Where an order is made. */
export function Ticket({ side, onSide, onLogin, onDeposit }: TicketProps) {
  const messages = useMessages();
  const { market, book, picked } = useTrading();
  const [typed, setTyped] = useState(EMPTY);
  const [taken, setTaken] = useState<typeof picked>(null);
  const [started, setStarted] = useState(false);
  const last = useTicker(market)?.last ?? null;
  if (!started && last !== null) {
    setStarted(true);
    setTyped(beginning(typed, plain(last, market.scales.price)));
  }
  if (picked !== null && picked !== taken) {
    setTaken(picked);
    const kind = has(typed.kind, 'price') ? typed.kind : 'limit';
    setTyped({ ...typed, kind, priceText: plain(picked.price, market.scales.price) });
  }
  const kind = market.kinds.includes(typed.kind) ? typed.kind : (market.kinds[0] ?? 'limit');
  const form: Form = { ...typed, kind, side };
  // On what is typed by then: an order's answer comes later than the press that sent it.
  const change = (changed: Partial<Form>) => setTyped((now) => ({ ...now, ...changed }));
  const picture = useSyncExternalStore(book.onChange, book.picture);
  const { data: balances } = useBalances();
  const available = availableOf(balances, spentAsset(side, market));
  const circumstances: Circumstances = { market, picture, available };
  const draft = draftOf(form, circumstances);
  return (
    <section className="panel ticket" aria-label={messages.place(side, market.base.code)}>
      <div className="ticket-sides">
        {(['buy', 'sell'] as const).map((choice) => (
          <button
            key={choice}
            type="button"
            className={`ticket-side ticket-side-${choice}`}
            aria-pressed={choice === side}
            onClick={() => onSide(choice)}
          >
            {messages[choice]}
          </button>
        ))}
      </div>
      <Kinds market={market} chosen={form.kind} onChoose={(kind) => change({ kind })} />
      <Fields form={form} draft={draft} circumstances={circumstances} onChange={change} onDeposit={onDeposit} />
      <Figures draft={draft} form={form} market={market} />
      <Submit form={form} draft={draft} onLogin={onLogin} onPlaced={() => setTyped((now) => afterPlacing(now, form))} />
    </section>
  );
}

interface KindsProps {
  readonly market: Market;
  readonly chosen: OrderKind;
  readonly onChoose: (kind: OrderKind) => void;
}

/** The kinds of order the market takes. */
function Kinds({ market, chosen, onChoose }: KindsProps) {
  const messages = useMessages();
  const tabs = (['limit', 'market'] as const).filter((kind) => market.kinds.includes(kind));
  const others = inList(market.kinds);
  const other = others.includes(chosen);
  return (
    <div className="ticket-kinds">
      <Tabs<OrderKind>
        label={messages.type}
        tabs={tabs.map((name) => ({ name, label: messages[name] }))}
        chosen={chosen}
        onChoose={onChoose}
      />
      {others.length > 0 && (
        <select
          className={other ? 'ticket-kind-chosen' : ''}
          aria-label={messages.type}
          value={other ? chosen : ''}
          onChange={(event) => onChoose(event.target.value as OrderKind)}
        >
          <option value="" disabled hidden>
            {messages.moreTypes}
          </option>
          {others.map((kind) => (
            <option key={kind} value={kind}>
              {messages[kind]}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Figures({ draft, form, market }: { readonly draft: Draft; readonly form: Form; readonly market: Market }) {
  const messages = useMessages();
  const about = has(form.kind, 'price') ? '' : '≈ ';
  return (
    <dl className="ticket-figures">
      <Figure name={messages.total}>
        {draft.quote === null ? '—' : `${about}${quoteText(draft.quote, market)} ${market.quote.code}`}
      </Figure>
      <Figure name={messages.fee}>
        {draft.fee === null ? '—' : `${grouped(draft.fee.units, draft.fee.asset.scale, 6)} ${draft.fee.asset.code}`}
      </Figure>
      {draft.shallow && <p className="ticket-note">{messages.notEnoughInBook}</p>}
      {form.kind === 'oco' && (
        <p className="ticket-hint">{form.side === 'sell' ? messages.aboveStop : messages.belowStop}</p>
      )}
    </dl>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{children}</dd>
    </div>
  );
}

import { lazy, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Fetched } from '../controls/fetched';
import { useTrading, type Picked } from '../app/trading';
import { Tabs } from '../controls/tabs';
import { useSettings } from '../settings/settings';
import { useConnection, useIsolated, useSession } from '../exchange/context';
import type { Market, OrderKind, Side } from '../exchange/model';
import { useBalances, useReachesIsolated, useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amount, plain } from '../money/money';
import {
  afterPlacing,
  availableOf,
  beginning,
  draftOf,
  EMPTY,
  quantityTyped,
  spentAsset,
  type Circumstances,
  type Form,
} from './draft';
import { Advanced } from './Advanced';
import { Fields } from './Fields';
import { afterPick, typedOf } from './filled';
import { Figures } from './Figures';
import { has, inList } from './kinds';
import { useSending } from './sending';
import { Submit } from './Submit';
import { Warnings } from './Warnings';
import { warningsOf } from './warnings';
import './ticket.css';

const MarginMode = lazy(() => import('./margin-mode/MarginMode').then((file) => ({ default: file.MarginMode })));
const ConfirmOrder = lazy(() => import('./ConfirmOrder').then((file) => ({ default: file.ConfirmOrder })));

interface TicketProps {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onLogin: () => void;
  readonly onDeposit: (code: string) => void;
  readonly onPlaced?: () => void;
}

/** Where an order is made. */
export function Ticket({ side, onSide, onLogin, onDeposit, onPlaced }: TicketProps) {
  const messages = useMessages();
  const { market, book, picked, copied } = useTrading();
  const { oneClick } = useSettings().settings;
  const [typed, setTyped] = useState(EMPTY);
  const [taken, setTaken] = useState<typeof picked>(null);
  const [copiedBefore, setCopiedBefore] = useState(copied);
  const [started, setStarted] = useState(false);
  const last = useTicker(market)?.last ?? null;
  if (!started && last !== null) {
    setStarted(true);
    setTyped(beginning(typed, plain(last, market.scales.price)));
  }
  const picture = useSyncExternalStore(book.onChange, book.picture);
  const { data: balances } = useBalances();
  const isolated = useIsolated();
  // An isolated account that is not open has nothing.
  const nothing = isolated === null || balances === undefined ? null : amount(0n);
  const available = availableOf(balances, spentAsset(side, market)) ?? nothing;
  const circumstances: Circumstances = { market, picture, available };
  if (picked !== null && picked !== taken) {
    setTaken(picked);
    setTyped(afterPick(typed, side, oneClick ? { ...picked, upTo: null } : picked, circumstances));
  }
  if (copied !== null && copied !== copiedBefore) {
    setCopiedBefore(copied);
    setTyped(typedOf(copied, market));
  }
  useEffect(() => {
    if (copied !== null) {
      onSide(copied.order.side);
      document.querySelector<HTMLElement>('#ticket input.number')?.focus();
    }
  }, [copied, onSide]);
  const kind = market.kinds.includes(typed.kind) ? typed.kind : (market.kinds[0] ?? 'limit');
  const form: Form = { ...typed, kind, side };
  const drafted = draftOf(form, circumstances);
  const warnings = warningsOf(form, drafted, circumstances, last, useConnection());
  const sending = useSending(form, drafted, warnings, market, (placed) => {
    setTyped((now) => afterPlacing(now, placed));
    onPlaced?.();
  });
  const draft = { ...drafted, faults: { ...sending.refused, ...drafted.faults } };
  const change = (changed: Partial<Form>) => {
    sending.forget();
    // On what is typed by then: an order's answer comes later than the press that sent it.
    setTyped((now) => ({ ...now, ...changed }));
  };
  const reachesIsolated = useReachesIsolated();
  useOneClick(picked, oneClick && market.open, sending.press);
  const element = useRef<HTMLFormElement>(null);
  // The focus moves to the faulty field.
  useEffect(() => {
    if (sending.tried) {
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [sending.tried]);
  return (
    <section className="panel ticket" aria-label={messages.orderForm}>
      <form
        ref={element}
        id="ticket"
        className="ticket-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          sending.press();
        }}
      >
        {reachesIsolated && (
          <Fetched>
            <MarginMode onChange={sending.forget} />
          </Fetched>
        )}
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
        <Kinds
          market={market}
          chosen={form.kind}
          onChoose={(kind) => change({ kind, quantityText: quantityTyped(form, market), totalText: '' })}
        />
        <Fields
          form={form}
          draft={draft}
          circumstances={circumstances}
          tried={sending.tried}
          onChange={change}
          onDeposit={onDeposit}
        />
        <Advanced form={form} draft={draft} circumstances={circumstances} tried={sending.tried} onChange={change} />
        <Figures
          draft={draft}
          form={form}
          market={market}
          totalAbove={has(kind, 'price') || (kind === 'market' && form.byQuote)}
        />
        {form.kind === 'oco' && (
          <p className="ticket-hint">{side === 'sell' ? messages.aboveStop : messages.belowStop}</p>
        )}
        {oneClick && <p className="ticket-note">{messages.oneClickOn}</p>}
        <Warnings warnings={warnings} side={side} market={market} />
        <Submit side={side} market={market} busy={sending.busy} onLogin={onLogin} onPreview={sending.preview} />
      </form>
      {sending.review !== null && (
        <Fetched>
          <ConfirmOrder review={sending.review} market={market} onConfirm={sending.confirm} onBack={sending.back} />
        </Fetched>
      )}
    </section>
  );
}

/** Sends the form once for each click on a row of the book, where that was chosen. */
function useOneClick(picked: Picked | null, isEnabled: boolean, send: () => void): void {
  const press = useRef(send);
  useEffect(() => {
    press.current = send;
  });
  const mayTrade = useSession().kind === 'in' && isEnabled;
  const isClicked = picked?.upTo != null && mayTrade;
  useEffect(() => {
    if (isClicked) {
      press.current();
    }
    // Later changes of other values send nothing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [picked]);
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

import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTrading } from '../app/trading';
import { Tabs } from '../controls/tabs';
import type { Market, Side, TimeInForce } from '../exchange/model';
import { useBalances, useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amountText, quoteText } from '../markets/figures';
import { grouped, plain } from '../money/money';
import { availableOf, draftOf, mostOf, partOf, spentAsset, type Circumstances, type Draft, type Form } from './draft';
import { NumberField } from './NumberField';
import { PercentSlider } from './PercentSlider';
import { sayingOf } from './saying';
import { Submit } from './Submit';
import './ticket.css';

interface TicketProps {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onLogin: () => void;
  readonly onDeposit: (code: string) => void;
}

const EMPTY: Omit<Form, 'side'> = {
  type: 'limit',
  priceText: '',
  quantityText: '',
  timeInForce: 'gtc',
  postOnly: false,
};

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
    setTyped({ ...typed, priceText: plain(last, market.scales.price) });
  }
  if (picked !== null && picked !== taken) {
    setTaken(picked);
    setTyped({ ...typed, type: 'limit', priceText: plain(picked.price, market.scales.price) });
  }
  const form: Form = { ...typed, side };
  const change = (changed: Partial<Form>) => setTyped({ ...typed, ...changed });
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
      <Tabs
        label={messages.type}
        tabs={[
          { name: 'limit', label: messages.limit },
          { name: 'market', label: messages.market },
        ]}
        chosen={form.type}
        onChoose={(type) => change({ type })}
      />
      <Fields form={form} draft={draft} circumstances={circumstances} onChange={change} onDeposit={onDeposit} />
      <Figures draft={draft} form={form} market={market} />
      <Submit form={form} draft={draft} onLogin={onLogin} onPlaced={() => change({ quantityText: '' })} />
    </section>
  );
}

interface FieldsProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly circumstances: Circumstances;
  readonly onChange: (changed: Partial<Form>) => void;
  readonly onDeposit: (code: string) => void;
}

function Fields({ form, draft, circumstances, onChange, onDeposit }: FieldsProps) {
  const messages = useMessages();
  const { market, available } = circumstances;
  const { base, quote, scales } = market;
  const spent = spentAsset(form.side, market);
  const most = mostOf(form, draft.price, circumstances);
  const percent = most === 0n || draft.quantity === null ? 0 : Number((draft.quantity * 1_000n) / most) / 10;
  return (
    <div className="ticket-fields">
      <div className="ticket-available">
        <span className="quiet">{messages.available}</span>
        <span className="number">{available === null ? '—' : `${amountText(available, spent)} ${spent.code}`}</span>
        <button
          type="button"
          className="ticket-deposit"
          title={messages.depositTitle(spent.code)}
          aria-label={messages.depositTitle(spent.code)}
          onClick={() => onDeposit(spent.code)}
        >
          +
        </button>
      </div>
      {form.type === 'market' ? (
        <div className="field field-fixed">
          <span className="quiet">{messages.price}</span>
          <span className="quiet">{messages.marketPrice}</span>
        </div>
      ) : (
        <NumberField
          label={messages.price}
          unit={quote.code}
          text={form.priceText}
          step={market.tick}
          scale={scales.price}
          fault={form.priceText === '' ? null : sayingOf(draft.priceFault, messages)}
          onChange={(priceText) => onChange({ priceText })}
        />
      )}
      <NumberField
        label={messages.quantity}
        unit={base.code}
        text={form.quantityText}
        step={market.lot}
        scale={scales.base}
        fault={form.quantityText === '' ? null : sayingOf(draft.quantityFault, messages)}
        onChange={(quantityText) => onChange({ quantityText })}
      />
      <PercentSlider
        percent={percent}
        side={form.side}
        disabled={most === 0n}
        onChange={(part) => onChange({ quantityText: plain(partOf(most, part, market), scales.base) })}
      />
      {form.type === 'limit' && <Terms form={form} onChange={onChange} />}
    </div>
  );
}

function Terms({ form, onChange }: Pick<FieldsProps, 'form' | 'onChange'>) {
  const messages = useMessages();
  return (
    <div className="ticket-terms">
      <select
        aria-label={messages.timeInForce}
        title={messages.timeInForce}
        value={form.timeInForce}
        onChange={(event) => {
          const timeInForce = event.target.value as TimeInForce;
          onChange({ timeInForce, postOnly: form.postOnly && timeInForce === 'gtc' });
        }}
      >
        {(['gtc', 'ioc', 'fok'] as const).map((choice) => (
          <option key={choice} value={choice}>
            {messages[choice]}
          </option>
        ))}
      </select>
      <label title={messages.postOnlyHint} className={form.timeInForce === 'gtc' ? '' : 'off'}>
        <input
          type="checkbox"
          checked={form.postOnly}
          disabled={form.timeInForce !== 'gtc'}
          onChange={(event) => onChange({ postOnly: event.target.checked })}
        />
        {messages.postOnly}
      </label>
    </div>
  );
}

function Figures({ draft, form, market }: { readonly draft: Draft; readonly form: Form; readonly market: Market }) {
  const messages = useMessages();
  const about = form.type === 'market' ? '≈ ' : '';
  return (
    <dl className="ticket-figures">
      <Figure name={messages.total}>
        {draft.quote === null ? '—' : `${about}${quoteText(draft.quote, market)} ${market.quote.code}`}
      </Figure>
      <Figure name={messages.fee}>
        {draft.fee === null ? '—' : `${grouped(draft.fee.units, draft.fee.asset.scale, 6)} ${draft.fee.asset.code}`}
      </Figure>
      {draft.shallow && <p className="ticket-note">{messages.notEnoughInBook}</p>}
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

import { useMessages } from '../language/language';
import { plain } from '../money/money';
import { ACTIVATION_TYPES, type TimeInForce } from '../exchange/model';
import {
  mostOf,
  mostWorth,
  partOf,
  quantityTyped,
  totalTyped,
  type Circumstances,
  type Draft,
  type Form,
} from './draft';
import { has, mayHide, mayRest, timesOf, type Part } from './kinds';
import { Available } from './Available';
import { NumberField } from './NumberField';
import { PercentSlider } from './PercentSlider';
import { sayingOf } from './saying';

interface FieldsProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly circumstances: Circumstances;
  /** True if missing fields are marked too. */
  readonly tried: boolean;
  readonly onChange: (changed: Partial<Form>) => void;
  readonly onDeposit: (code: string) => void;
}

/** Fields of an order of the chosen kind. */
export function Fields({ form, draft, circumstances, tried, onChange, onDeposit }: FieldsProps) {
  const messages = useMessages();
  const { market } = circumstances;
  const { base, quote, scales } = market;
  const most = mostOf(form, draft.price ?? draft.stopPrice, circumstances);
  const byQuote = form.kind === 'market' && form.byQuote;
  const worth = mostWorth(form, circumstances);
  const percent = byQuote ? percentOf(draft.quoteAmount, worth) : percentOf(draft.quantity, most);
  const quantityText = quantityTyped(form, market);
  const faultOf = (part: Part | 'total', text: string) =>
    text === '' && !tried ? null : sayingOf(draft.faults[part] ?? null, messages);
  const priced = { unit: quote.code, step: market.tick, scale: scales.price };
  const counted = { unit: base.code, step: market.lot, scale: scales.base };
  return (
    <div className="ticket-fields">
      <Available side={form.side} circumstances={circumstances} onDeposit={onDeposit} />
      {form.kind === 'market' && (
        <div className="field field-fixed">
          <span className="quiet">{messages.price}</span>
          <span className="quiet">{messages.marketPrice}</span>
        </div>
      )}
      {has(form.kind, 'stop') && (
        <NumberField
          label={messages.stopPrice}
          {...priced}
          text={form.stopText}
          fault={faultOf('stop', form.stopText)}
          onChange={(stopText) => onChange({ stopText })}
        />
      )}
      {has(form.kind, 'stopLimit') && (
        <NumberField
          label={messages.stopLimitPrice}
          {...priced}
          text={form.stopLimitText}
          placeholder={messages.marketIfEmpty}
          fault={faultOf('stopLimit', form.stopLimitText)}
          onChange={(stopLimitText) => onChange({ stopLimitText })}
        />
      )}
      {has(form.kind, 'trailing') && (
        <Trail form={form} circumstances={circumstances} draft={draft} tried={tried} onChange={onChange} />
      )}
      {has(form.kind, 'price') && (
        <NumberField
          label={has(form.kind, 'stop') ? messages.limitPrice : messages.price}
          {...priced}
          text={form.priceText}
          fault={faultOf('price', form.priceText)}
          onChange={(priceText) => onChange({ priceText })}
        />
      )}
      <NumberField
        label={byQuote ? messages.orderTotal : messages.quantity}
        {...(byQuote ? { unit: quote.code, step: 1n, scale: scales.quote } : counted)}
        text={quantityText}
        fault={faultOf('quantity', quantityText)}
        onChange={(typed) => onChange({ quantityText: typed, totalText: '' })}
      />
      <PercentSlider
        percent={percent}
        side={form.side}
        disabled={(byQuote ? worth : most) === 0n}
        onChange={(part) =>
          onChange({
            quantityText: byQuote
              ? plain((worth * BigInt(part)) / 100n, scales.quote)
              : plain(partOf(most, part, market), scales.base),
            totalText: '',
          })
        }
      />
      {has(form.kind, 'price') && (
        <NumberField
          label={messages.orderTotal}
          unit={quote.code}
          step={1n}
          scale={scales.quote}
          text={totalTyped(form, draft, market)}
          fault={faultOf('total', form.totalText)}
          onChange={(totalText) => onChange({ totalText, quantityText: '' })}
        />
      )}
      {mayHide(form) && market.kinds.includes('iceberg') && (
        <NumberField
          label={messages.shown}
          {...counted}
          {...(form.kind === 'iceberg' ? {} : { placeholder: quantityText })}
          text={form.displayText}
          fault={faultOf('display', form.displayText)}
          onChange={(displayText) => onChange({ displayText })}
        />
      )}
      {has(form.kind, 'slices') && <Slices form={form} draft={draft} onChange={onChange} />}
      {form.kind === 'market' && (
        <label className="ticket-choice">
          <input
            type="checkbox"
            checked={form.byQuote}
            onChange={(event) => onChange({ byQuote: event.target.checked, quantityText: '' })}
          />
          {messages.byAmount(quote.code)}
        </label>
      )}
      {timesOf(form.kind).length > 0 && <Terms form={form} onChange={onChange} />}
    </div>
  );
}

/** Beyond 100 where more is typed than there is. */
const percentOf = (of: bigint | null, most: bigint): number =>
  of === null || most === 0n ? 0 : Number((of * 1_000n) / most) / 10;

/** Into how many slices, and how far apart. */
function Slices({ form, draft, onChange }: Pick<FieldsProps, 'form' | 'draft' | 'onChange'>) {
  const messages = useMessages();
  const faultOf = (part: Part) => sayingOf(draft.faults[part] ?? null, messages);
  return (
    <>
      <NumberField
        label={messages.sliceCount}
        unit=""
        step={1n}
        scale={0}
        text={form.slicesText}
        fault={faultOf('slices')}
        onChange={(slicesText) => onChange({ slicesText })}
      />
      <NumberField
        label={messages.sliceInterval}
        unit=""
        step={1n}
        scale={0}
        text={form.intervalText}
        fault={faultOf('interval')}
        onChange={(intervalText) => onChange({ intervalText })}
      />
    </>
  );
}

/** How far a trailing stop follows, in the quote asset or as a share, and from which price on. */
function Trail({ form, circumstances: { market }, draft, tried, onChange }: Omit<FieldsProps, 'onDeposit'>) {
  const messages = useMessages();
  const byRate = form.trailingBy === 'rate';
  return (
    <>
      <div className="ticket-with">
        <NumberField
          label={messages.distance}
          unit=""
          step={byRate ? 1n : market.tick}
          scale={byRate ? 2 : market.scales.price}
          text={form.trailingText}
          fault={form.trailingText === '' && !tried ? null : sayingOf(draft.faults.trailing ?? null, messages)}
          onChange={(trailingText) => onChange({ trailingText })}
        />
        <select
          aria-label={messages.distance}
          value={form.trailingBy}
          onChange={(event) => onChange({ trailingBy: event.target.value as Form['trailingBy'], trailingText: '' })}
        >
          <option value="rate" aria-label={messages.percent}>
            %
          </option>
          <option value="amount">{market.quote.code}</option>
        </select>
      </div>
      <NumberField
        label={messages.activationPrice}
        unit={market.quote.code}
        step={market.tick}
        scale={market.scales.price}
        text={form.activationText}
        placeholder={messages.atOnceIfEmpty}
        fault={form.activationText === '' ? null : sayingOf(draft.faults.activation ?? null, messages)}
        onChange={(activationText) => onChange({ activationText })}
      />
      {form.activationText !== '' && (
        <select
          aria-label={messages.activatedBy}
          value={form.activationType}
          onChange={({ target }) => onChange({ activationType: target.value as Form['activationType'] })}
        >
          {ACTIVATION_TYPES.map((type) => (
            <option key={type} value={type}>
              {messages.activations[type]}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

function Terms({ form, onChange }: Pick<FieldsProps, 'form' | 'onChange'>) {
  const messages = useMessages();
  const times = timesOf(form.kind);
  const chosen = times.includes(form.timeInForce) ? form.timeInForce : 'gtc';
  return (
    <>
      <div className="ticket-terms">
        <select
          aria-label={messages.timeInForce}
          title={messages.timeInForce}
          value={chosen}
          onChange={(event) => onChange({ timeInForce: event.target.value as TimeInForce })}
        >
          {times.map((choice) => (
            <option key={choice} value={choice}>
              {messages[choice]}
            </option>
          ))}
        </select>
        <label title={messages.postOnlyHint} className={mayRest(form) ? '' : 'off'}>
          <input
            type="checkbox"
            checked={form.postOnly && mayRest(form)}
            disabled={!mayRest(form)}
            onChange={(event) => onChange({ postOnly: event.target.checked })}
          />
          {messages.postOnly}
        </label>
      </div>
      {chosen === 'gtd' && (
        <label className="ticket-until">
          <span className="quiet">{messages.expiresAt}</span>
          <input
            type="datetime-local"
            value={form.expiresText}
            onChange={(event) => onChange({ expiresText: event.target.value })}
          />
        </label>
      )}
    </>
  );
}

import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission, wholeIn } from '../../controls/submit';
import { useMarketAdmin, type MarketRules } from '../../exchange/market-admin';
import { useMessages } from '../../language/language';
import { Checks } from '../Choice';
import { useDone } from '../UserForms';
import { useAdminWords } from '../words';
import { changeIn, newMarketIn, TEXT_RULES, tiersText } from './forms';
import { useTradingWords } from './words';

const KINDS = [
  'limit',
  'market',
  'stop_loss',
  'stop_loss_limit',
  'take_profit',
  'take_profit_limit',
  'trailing_stop',
  'iceberg',
  'twap',
  'oco',
] as const;

const OPTIONAL: readonly string[] = ['min_notional', 'max_notional', 'max_position', 'price_band'];

interface FormProps {
  readonly onDone: () => void;
}

export function NewAssetForm({ onDone }: FormProps) {
  const words = useTradingWords();
  const admin = useAdminWords();
  const marketAdmin = useMarketAdmin();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({
    fields: ['code', 'scale', 'supply'],
    codes: { asset_exists: 'code', scale_too_fine: 'scale' },
  });
  const send = async (form: FormData): Promise<void> => {
    const code = typed(form, 'code').toUpperCase();
    await marketAdmin.listAsset({ code, scale: wholeIn(typed(form, 'scale')), supply: typed(form, 'supply') });
    await done(words.assetListed(code));
  };
  return (
    <Form onSend={(form) => submit(() => send(form))}>
      <Field name="code" label={words.code} most={12} focused faults={faults} />
      <Field
        name="scale"
        label={words.scale}
        inputMode="numeric"
        initial="8"
        hint={words.scaleHint}
        most={2}
        faults={faults}
      />
      <Field name="supply" label={words.supply} inputMode="numeric" most={19} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.create}
      </button>
    </Form>
  );
}

interface NewMarketProps extends FormProps {
  /** The codes of the assets there are. */
  readonly assets: readonly string[];
}

export function NewMarketForm({ assets, onDone }: NewMarketProps) {
  const words = useTradingWords();
  const admin = useAdminWords();
  const marketAdmin = useMarketAdmin();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({
    fields: ['base', 'quote', 'price_scale', ...TEXT_RULES, 'max_open_orders', 'maker_fee', 'taker_fee'],
    codes: { instrument_exists: 'base', unknown_asset: 'base' },
  });
  const send = async (form: FormData): Promise<void> => {
    const market = newMarketIn(form);
    await marketAdmin.listMarket(market);
    await done(words.marketListed(`${market.base}-${market.quote}`));
  };
  return (
    <Form onSend={(form) => submit(() => send(form))}>
      <div className="form-pair">
        <Field name="base" label={words.base} most={12} offers={assets} focused faults={faults} />
        <Field name="quote" label={words.quote} most={12} offers={assets} faults={faults} />
        <Field
          name="price_scale"
          label={words.rules.price_scale}
          inputMode="numeric"
          hint={words.scaleHint}
          most={2}
          faults={faults}
        />
        {TEXT_RULES.map((name) => (
          <Field
            key={name}
            name={name}
            label={words.rules[name]}
            most={40}
            optional={OPTIONAL.includes(name)}
            hint={OPTIONAL.includes(name) ? words.noLimit : undefined}
            faults={faults}
          />
        ))}
        <Field
          name="max_open_orders"
          label={words.rules.max_open_orders}
          inputMode="numeric"
          optional
          hint={words.noLimit}
          most={9}
          faults={faults}
        />
        <Field name="maker_fee" label={words.rules.maker_fee} hint={words.shareHint} initial="0.001" faults={faults} />
        <Field name="taker_fee" label={words.rules.taker_fee} hint={words.shareHint} initial="0.001" faults={faults} />
      </div>
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.create}
      </button>
    </Form>
  );
}

interface ChangeMarketProps extends FormProps {
  /** Rules of the market when the form was opened; the form sends what differs from them. */
  readonly market: MarketRules;
}

export function ChangeMarketForm({ market: was, onDone }: ChangeMarketProps) {
  const words = useTradingWords();
  const admin = useAdminWords();
  const messages = useMessages();
  const marketAdmin = useMarketAdmin();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({
    fields: [...TEXT_RULES, 'max_open_orders', 'fee_tiers', 'order_types'],
    sayings: admin.problems,
  });
  const send = async (form: FormData): Promise<void> => {
    const change = changeIn(form, was);
    if (Object.keys(change).length === 0) {
      await done(words.nothingChanged);
      return;
    }
    await marketAdmin.changeMarket(was, change);
    await done(words.marketChanged(was.symbol));
  };
  const breaker = was.circuit_breaker;
  const named = Object.fromEntries(KINDS.map((kind) => [kind, messages[kind]])) as Record<
    (typeof KINDS)[number],
    string
  >;
  return (
    <Form onSend={(form) => submit(() => send(form))}>
      <div className="form-pair">
        {TEXT_RULES.map((name) => (
          <Field
            key={name}
            name={name}
            label={words.rules[name]}
            most={40}
            initial={was[name]}
            hint={OPTIONAL.includes(name) ? words.noLimit : undefined}
            faults={faults}
          />
        ))}
        <Field
          name="max_open_orders"
          label={words.rules.max_open_orders}
          inputMode="numeric"
          hint={words.noLimit}
          most={9}
          initial={String(was.max_open_orders)}
          faults={faults}
        />
      </div>
      <Field
        name="fee_tiers"
        label={words.tiers}
        lines={Math.max(2, was.fee_tiers.length)}
        most={2_000}
        hint={`${words.tiersHint} (${words.shareHint})`}
        initial={tiersText(was.fee_tiers)}
        faults={faults}
      />
      <fieldset className="form-pair">
        <legend>{words.breaker}</legend>
        <Field
          name="breaker_move"
          label={words.breakerMove}
          hint={words.breakerHint}
          optional
          initial={breaker?.move ?? '0'}
          faults={faults}
        />
        <Field
          name="breaker_window"
          label={words.breakerWindow}
          inputMode="numeric"
          optional
          initial={String(breaker?.window_seconds ?? 60)}
          faults={faults}
        />
        <Field
          name="breaker_halt"
          label={words.breakerHalt}
          inputMode="numeric"
          optional
          initial={String(breaker?.halt_seconds ?? 300)}
          faults={faults}
        />
      </fieldset>
      <Checks
        name="order_types"
        legend={words.kinds}
        values={KINDS}
        names={named}
        chosen={was.order_types}
        fault={faults.fields['order_types']}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.save}
      </button>
    </Form>
  );
}

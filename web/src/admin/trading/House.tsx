import { AsRead, useReread } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { FEATURES } from '../../exchange/administration';
import { useMarketAdmin, type HouseChange, type OwnHouse } from '../../exchange/market-admin';
import { SELF_TRADES } from '../../exchange/model';
import { useMessages } from '../../language/language';
import { inLatin } from '../../money/typed';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { checkedIn, Checks, Choice } from '../Choice';
import { useAdminWords } from '../words';
import { useOwnHouse } from './queries';
import { useTradingWords } from './words';

const BRANDING = ['logo_url', 'icon_url', 'primary_color', 'accent_color', 'support_email', 'terms_url'] as const;

/** How this exchange looks, which languages it speaks, and what it offers. */
export function House() {
  const words = useTradingWords();
  const query = useOwnHouse();
  return (
    <Card title={words.house} notice={words.houseNotice}>
      <Loaded query={query}>{(house) => <AsRead value={house}>{(read) => <HouseForm house={read} />}</AsRead>}</Loaded>
    </Card>
  );
}

function HouseForm({ house }: { readonly house: OwnHouse }) {
  const words = useTradingWords();
  const admin = useAdminWords();
  const messages = useMessages();
  const marketAdmin = useMarketAdmin();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({
    fields: ['locales', 'recovery_days', 'sms_dollars_per_day', ...BRANDING.map((name) => `branding.${name}`)],
    rules: {
      locales: admin.localesHint,
      recovery_days: words.recoveryDaysHint,
      sms_dollars_per_day: words.smsDollarsRule,
      'branding.primary_color': words.colorHint,
      'branding.accent_color': words.colorHint,
    },
    sayings: admin.problems,
  });
  const labels: Readonly<Record<(typeof BRANDING)[number], string>> = {
    logo_url: words.logoUrl,
    icon_url: words.iconUrl,
    primary_color: words.primaryColor,
    accent_color: words.accentColor,
    support_email: words.supportEmail,
    terms_url: words.termsUrl,
  };
  return (
    <Form
      onSend={(form) =>
        submit(async () => {
          await marketAdmin.changeHouse(houseIn(form, house));
          notifier.notify(words.houseSaved);
          reread?.();
        })
      }
    >
      <div className="form-pair">
        {BRANDING.map((name) => (
          <Field
            key={name}
            name={`branding.${name}`}
            label={labels[name]}
            optional
            most={500}
            hint={name.endsWith('color') ? words.colorHint : undefined}
            initial={house.branding[name] ?? ''}
            faults={faults}
          />
        ))}
      </div>
      <Field
        name="locales"
        label={admin.locales}
        hint={admin.localesHint}
        initial={house.locales.join(', ')}
        faults={faults}
      />
      <Field
        name="recovery_days"
        label={words.recoveryDays}
        inputMode="numeric"
        most={2}
        hint={words.recoveryDaysHint}
        initial={String(house.recoveryDays)}
        faults={faults}
      />
      <Field
        name="sms_dollars_per_day"
        label={words.smsDollars}
        inputMode="numeric"
        most={7}
        hint={words.smsDollarsHint}
        initial={String(house.smsDollars)}
        faults={faults}
      />
      <Choice
        name="self_trade"
        label={words.selfTrade}
        values={SELF_TRADES}
        names={messages.selfTrades}
        chosen={house.selfTrade}
      />
      <Checks
        name="features"
        legend={admin.features}
        values={FEATURES}
        names={admin.featureNames}
        chosen={FEATURES.filter((feature) => house.features[feature])}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.save}
      </button>
    </Form>
  );
}

/** A text that is no whole number is sent as 0, which the exchange refuses by name. */
const wholeIn = (text: string, before: number): number =>
  text === '' ? before : /^\d{1,7}$/.test(inLatin(text)) ? Number(inLatin(text)) : 0;

/** The exchange that a form describes; an empty field is the usual look. */
export function houseIn(form: FormData, house: OwnHouse): HouseChange {
  const on = checkedIn(form, 'features', FEATURES);
  const branding = BRANDING.map((name) => [name, typed(form, `branding.${name}`) || null]);
  const features = FEATURES.map((feature) => [feature, on.includes(feature)]);
  return {
    branding: { ...house.branding, ...(Object.fromEntries(branding) as HouseChange['branding']) },
    locales: typed(form, 'locales')
      .split(/[\s,]+/)
      .filter((tag) => tag !== ''),
    features: { ...house.configured, ...(Object.fromEntries(features) as HouseChange['features']) },
    recoveryDays: wholeIn(typed(form, 'recovery_days'), house.recoveryDays),
    smsDollars: wholeIn(typed(form, 'sms_dollars_per_day'), house.smsDollars),
    selfTrade: SELF_TRADES.find((choice) => choice === typed(form, 'self_trade')) ?? house.selfTrade,
    version: house.version,
  };
}

import { useState } from 'react';
import { checkedIn, Checks, Choice } from '../../admin/Choice';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import { Problem } from '../../exchange/problem';
import { useMarkets } from '../../exchange/queries';
import {
  ALERT_SIDES,
  ALERT_SUBJECTS,
  putAlert,
  type AlertOwner,
  type AlertSide,
  type AlertSubject,
  type AlertSettings,
  type RiskAlert,
} from '../../exchange/risk-alerts';
import { numeral } from '../../money/numerals';
import { figureIn, isOfAsset, typedFigure } from './figures';
import { useAlertWords, type AlertWords } from './words';

interface AlertFormProps {
  readonly owner: AlertOwner;
  /** To be changed; null: a new one. */
  readonly alert: RiskAlert | null;
  /** Currency of prices; empty while that is not known. */
  readonly reference: string;
  /** @param secret secret of the webhook, shown this once; null: there is none, or it is as it was */
  readonly onDone: (secret: string | null) => Promise<void>;
}

const FIELDS = [
  ...['subject', 'asset', 'accounts', 'side', 'threshold', 'hysteresis'],
  ...['cool_down_seconds', 'mail', 'push', 'webhook'],
];

const WAYS = ['mail', 'push'] as const;
type Way = (typeof WAYS)[number];

/** Subject, condition and channel of an alert. */
export function AlertForm({ owner, alert, reference, onDone }: AlertFormProps) {
  const words = useAlertWords();
  const exchange = useExchange();
  const [subject, setSubject] = useState<AlertSubject>(alert?.subject ?? 'price');
  const thresholdHint =
    subject === 'price' && reference !== '' ? words.priceIn(reference) : words.thresholdHints[subject];
  const { busy, faults, submit } = useSubmission({
    fields: FIELDS,
    rules: {
      ...{ subject: words.tooMany, asset: words.assetRule, accounts: words.accountsRule },
      ...{
        threshold: words.thresholdRule(thresholdHint),
        hysteresis: words.hysteresisRule,
        webhook: words.webhookRule,
      },
    },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const settings = { ...settingsIn(form, subject), enabled: alert?.enabled ?? true };
      await onDone(await putAlert(exchange, owner, alert, settings));
    });
  return (
    <Form onSend={send}>
      <Choice<AlertSubject>
        name="subject"
        label={words.what}
        values={ALERT_SUBJECTS}
        names={words.subjects}
        chosen={subject}
        fault={faults.fields['subject']}
        onChoose={(chosen) => setSubject(chosen ?? subject)}
      />
      {isOfAsset(subject) && <AssetChoice chosen={alert?.asset ?? ''} fault={faults.fields['asset']} />}
      {!isOfAsset(subject) && owner === 'desk' && (
        <Field
          name="accounts"
          label={words.accounts}
          hint={words.accountsHint}
          most={8_000}
          optional
          initial={alert?.accounts.join(', ') ?? ''}
          faults={faults}
        />
      )}
      <div className="form-pair">
        <Choice<AlertSide>
          name="side"
          label={words.when}
          values={ALERT_SIDES}
          names={words.sides}
          chosen={alert?.side ?? 'above'}
          fault={faults.fields['side']}
        />
        <Field
          name="threshold"
          label={words.threshold}
          hint={thresholdHint}
          most={30}
          initial={alert === null ? '' : typedFigure(alert.threshold, alert.subject)}
          faults={faults}
        />
      </div>
      <Field
        name="hysteresis"
        label={words.hysteresis}
        hint={words.hysteresisHint}
        most={30}
        initial={alert === null ? '0' : typedFigure(alert.hysteresis, alert.subject)}
        faults={faults}
      />
      <CoolDown seconds={alert?.coolDownSeconds ?? 3_600} fault={faults.fields['cool_down_seconds']} />
      <Checks<Way>
        name="ways"
        legend={words.ways}
        values={WAYS}
        names={words}
        chosen={WAYS.filter((way) => (alert === null ? way === 'mail' : alert[way]))}
        fault={faults.fields['mail'] ?? faults.fields['push']}
      />
      <p className="quiet">{words.waysNotice}</p>
      <Field
        name="webhook"
        label={words.webhook}
        hint={words.webhookHint}
        most={500}
        optional
        initial={alert?.webhook ?? ''}
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
    </Form>
  );
}

interface ChosenProps {
  readonly fault: string | undefined;
}

/** Assets that are traded; for an alert on a delisted one, that one too. */
function AssetChoice({ chosen, fault }: ChosenProps & { readonly chosen: string }) {
  const words = useAlertWords();
  const { data: markets = [] } = useMarkets();
  const traded = markets.flatMap(({ base, quote }) => [base.code, quote.code]);
  const codes = [...new Set([...(chosen === '' ? [] : [chosen]), ...traded])];
  return (
    <Choice<string>
      // Markets that come later bring what is chosen with them.
      key={codes.length}
      name="asset"
      label={words.asset}
      values={codes}
      names={Object.fromEntries(codes.map((code) => [code, code]))}
      chosen={chosen === '' ? (codes[0] ?? null) : chosen}
      fault={fault}
    />
  );
}

function CoolDown({ seconds, fault }: ChosenProps & { readonly seconds: number }) {
  const words = useAlertWords();
  const offered = [...new Set([...Object.keys(words.coolDowns).map(Number), seconds])].sort((a, b) => a - b);
  return (
    <Choice<string>
      name="cool_down_seconds"
      label={words.coolDown}
      values={offered.map(String)}
      names={Object.fromEntries(offered.map((each) => [String(each), spanText(each, words)]))}
      chosen={String(seconds)}
      fault={fault}
    />
  );
}

/** Text of a span; its seconds where the page does not offer it. */
export const spanText = (seconds: number, words: AlertWords): string =>
  words.coolDowns[seconds] ?? words.seconds(numeral(seconds));

/** A text that is no number is a fault of its field before anything is sent. */
function settingsIn(form: FormData, subject: AlertSubject): Omit<AlertSettings, 'enabled'> {
  const accounts = typed(form, 'accounts')
    .split(/[\s,;،]+/)
    .filter((part) => part !== '');
  const areNumbers = accounts.every((part) => /^\d{1,15}$/.test(part));
  const threshold = figureIn(typed(form, 'threshold'), subject);
  const hysteresis = figureIn(typed(form, 'hysteresis'), subject);
  if (threshold === null || hysteresis === null || !areNumbers) {
    const faulty = [
      ...(threshold === null ? ['threshold'] : []),
      ...(hysteresis === null ? ['hysteresis'] : []),
      ...(areNumbers ? [] : ['accounts']),
    ];
    const fields = faulty.map((field) => ({ field, rule: 'a number' }));
    throw new Problem('invalid_field', 422, '', null, fields);
  }
  const ways = checkedIn(form, 'ways', WAYS);
  return {
    ...{ subject, accounts, threshold, hysteresis },
    asset: isOfAsset(subject) ? typed(form, 'asset') : '',
    side: typed(form, 'side') === 'below' ? 'below' : 'above',
    coolDownSeconds: Number(typed(form, 'cool_down_seconds')),
    mail: ways.includes('mail'),
    push: ways.includes('push'),
    webhook: typed(form, 'webhook') || null,
  };
}

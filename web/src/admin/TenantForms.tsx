import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { parseTyped } from '../money/typed';
import { FEATURES, useAdministration, type Tenant, type TenantChange } from '../exchange/administration';
import { checkedIn, Checks } from './Choice';
import { useListedMarkets } from './queries';
import { personIn, PersonFields, useDone } from './UserForms';
import { useAdminWords } from './words';

/** Where a request to make a tenant has its first user. */
const ADMIN = 'users.0.';

export function NewTenantForm({ onDone }: { readonly onDone: () => void }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const done = useDone(onDone);
  const { data: markets } = useListedMarkets();
  const symbols = (markets ?? []).filter(({ state }) => state !== 'delisted').map(({ symbol }) => symbol);
  const { busy, faults, submit } = useSubmission({
    fields: ['slug', 'name', 'hosts', ...['email', 'password', 'first_name', 'last_name'].map((name) => ADMIN + name)],
    rules: { slug: words.slugRule, hosts: words.hostsHint, [`${ADMIN}password`]: words.passwordRule },
    codes: { tenant_exists: 'slug' },
    sayings: words.problems,
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const isMade = await administration.makeTenant({
        slug: typed(form, 'slug'),
        name: typed(form, 'name'),
        hosts: listIn(form, 'hosts'),
        admin: personIn(form, ADMIN),
        markets: checkedIn(form, 'markets', symbols),
      });
      await done(isMade ? words.tenantMade : words.tenantBegun);
    });
  return (
    <Form onSend={send}>
      <div className="form-pair">
        <Field name="name" label={words.name} focused faults={faults} />
        <Field name="slug" label={words.slug} least={2} most={32} hint={words.slugHint} faults={faults} />
      </div>
      <Field name="hosts" label={words.hosts} lines={2} optional most={2_000} hint={words.hostsHint} faults={faults} />
      <Checks name="markets" legend={words.copyMarkets} values={symbols} names={null} chosen={symbols} />
      <h3>{words.firstAdmin}</h3>
      <PersonFields prefix={ADMIN} faults={faults} />
      <FormFault faults={faults} />
      {/* Not before its markets can be chosen: it would begin without any. */}
      <button type="submit" className="primary" disabled={markets === undefined} aria-disabled={busy}>
        {words.create}
      </button>
    </Form>
  );
}

export function ConfigureTenant({ tenant, onDone }: { readonly tenant: Tenant; readonly onDone: () => void }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({
    fields: ['name', 'hosts', 'configuration.locales', 'configuration.rate_limits.tenant'],
    rules: {
      hosts: words.hostsHint,
      'configuration.locales': words.localesHint,
      'configuration.rate_limits.tenant': words.requestsRule,
    },
    sayings: words.problems,
  });
  const send = (form: FormData): void =>
    submit(async () => {
      await administration.configureTenant(tenant, changeIn(form));
      await done(words.saved);
    });
  return (
    <Form onSend={send}>
      <Field name="name" label={words.name} initial={tenant.name} faults={faults} />
      <Field
        name="hosts"
        label={words.hosts}
        lines={2}
        optional
        most={2_000}
        initial={tenant.hosts.join('\n')}
        hint={words.hostsHint}
        faults={faults}
      />
      <Field
        name="configuration.locales"
        label={words.locales}
        initial={tenant.locales.join(', ')}
        hint={words.localesHint}
        faults={faults}
      />
      <Field
        name="configuration.rate_limits.tenant"
        label={words.requestsAMinute}
        inputMode="numeric"
        optional
        most={11}
        initial={tenant.requestsAMinute === null ? '' : String(tenant.requestsAMinute)}
        hint={words.requestsHint}
        faults={faults}
      />
      <Checks
        name="features"
        legend={words.features}
        values={FEATURES}
        names={words.featureNames}
        chosen={FEATURES.filter((feature) => tenant.features[feature])}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
    </Form>
  );
}

/** The removal of an exchange takes more than two presses in the wrong line. */
export function RemoveTenant({ tenant, onDone }: { readonly tenant: Tenant; readonly onDone: () => void }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({ sayings: words.problems });
  const [wrong, setWrong] = useState(false);
  const send = (form: FormData): void => {
    const right = typed(form, 'slug') === tenant.slug;
    setWrong(!right);
    if (right) {
      submit(async () => {
        await administration.removeTenant(tenant.number);
        await done(words.tenantRemoved);
      });
    }
  };
  return (
    <Form onSend={send}>
      <p className="quiet">{words.removeNotice}</p>
      <Field
        name="slug"
        label={words.typeSlug(tenant.slug)}
        focused
        faults={wrong ? { whole: null, fields: { slug: words.notTheSlug } } : faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary sure" aria-disabled={busy}>
        {words.remove}
      </button>
    </Form>
  );
}

/** The tenant that a form describes; a text that is no number is sent as zero, which the exchange refuses. */
export function changeIn(form: FormData): TenantChange {
  const on = checkedIn(form, 'features', FEATURES);
  const requests = typed(form, 'configuration.rate_limits.tenant');
  return {
    name: typed(form, 'name'),
    hosts: listIn(form, 'hosts'),
    locales: listIn(form, 'configuration.locales'),
    features: {
      registration: on.includes('registration'),
      trading: on.includes('trading'),
      deposits: on.includes('deposits'),
      withdrawals: on.includes('withdrawals'),
      withdrawal_codes: on.includes('withdrawal_codes'),
      sms_codes: on.includes('sms_codes'),
      factor_removal: on.includes('factor_removal'),
      factor_recovery: on.includes('factor_recovery'),
      transfers: on.includes('transfers'),
      api_keys: on.includes('api_keys'),
      streams: on.includes('streams'),
      p2p: on.includes('p2p'),
      margin: on.includes('margin'),
    },
    requestsAMinute: requests === '' ? null : wholeIn(requests),
  };
}

function wholeIn(text: string): number {
  const parsed = parseTyped(text, 0);
  return parsed.kind === 'units' && parsed.units > 0n && parsed.units < 1_000_000_000n ? Number(parsed.units) : 0;
}

/** Names separated by lines, blanks or commas. */
const listIn = (form: FormData, name: string): readonly string[] =>
  typed(form, name)
    .split(/[\s,،]+/)
    .filter((word) => word !== '');

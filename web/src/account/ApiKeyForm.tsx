import { Field, Form, FormFault } from '../controls/Field';
import type { Faults } from '../controls/faults';
import { CodeField, codeIn, useSecondFactor } from '../controls/second-factor';
import { typed, useSubmission } from '../controls/submit';
import { useExchange } from '../exchange/context';
import { KEY_PERMISSIONS, useIdentity, type MadeApiKey, type NewApiKey } from '../exchange/identity';
import { useAccountWords } from './words';

/** Rights of a new key, its addresses and its expiry; a code of the second factor where the exchange asks for one. */
export function ApiKeyForm({ onMade }: { readonly onMade: (key: MadeApiKey) => void }) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { codeRequired, orAsk } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    fields: ['label', 'permissions', 'ip_allow_list', 'expires_at', 'public_key', 'code'],
    rules: {
      permissions: words.permissionsRule,
      ip_allow_list: words.allowedAddressesHint,
      expires_at: words.expiresRule,
      public_key: words.publicKeyRule,
    },
    codes: { forbidden: 'permissions', invalid_code: 'code' },
    sayings: words.problems,
  });
  const make = async (form: FormData): Promise<void> => {
    await orAsk(async () => {
      onMade(await identity.makeApiKey(apiKeyIn(form)));
    });
  };
  return (
    <Form onSend={(form) => submit(() => make(form))}>
      <Field name="label" label={words.label} focused faults={faults} />
      <Permissions faults={faults} />
      <Field
        name="ip_allow_list"
        label={words.allowedAddresses}
        lines={2}
        optional
        most={1_000}
        hint={words.allowedAddressesHint}
        faults={faults}
      />
      <Field
        name="expires_at"
        type="datetime-local"
        label={words.expires}
        optional
        hint={words.expiresHint}
        faults={faults}
      />
      <details>
        <summary>{words.ownKey}</summary>
        <Field
          name="public_key"
          label={words.publicKey}
          lines={4}
          optional
          most={4_096}
          hint={words.publicKeyHint}
          faults={faults}
        />
      </details>
      {codeRequired && <CodeField hint={words.keyCodeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.create}
      </button>
    </Form>
  );
}

function Permissions({ faults }: { readonly faults: Faults }) {
  const words = useAccountWords();
  const { session } = useExchange();
  const own = session.state.kind === 'in' ? session.state.user.permissions : [];
  return (
    <fieldset className="checks">
      <legend>{words.permissions}</legend>
      {KEY_PERMISSIONS.filter((name) => !['halt', 'withdraw', 'margin_quote'].includes(name) || own.includes(name)).map(
        (name) => (
          <label key={name}>
            <input type="checkbox" name="permissions" value={name} defaultChecked={name === 'read'} />
            {words.permissionNames[name]}
          </label>
        ),
      )}
      {faults.fields['permissions'] !== undefined && (
        <small className="form-fault" role="alert">
          {faults.fields['permissions']}
        </small>
      )}
    </fieldset>
  );
}

export function apiKeyIn(form: FormData): NewApiKey {
  const chosen = form.getAll('permissions');
  const expires = typed(form, 'expires_at');
  return {
    label: typed(form, 'label'),
    permissions: KEY_PERMISSIONS.filter((name) => chosen.includes(name)),
    addresses: typed(form, 'ip_allow_list')
      .split(/[\s,]+/)
      .filter((address) => address !== ''),
    expiresAt: expires === '' ? null : new Date(expires).toISOString(),
    publicKey: typed(form, 'public_key') || null,
    code: codeIn(form) || null,
  };
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Once } from '../../account/Once';
import { useAccountWords } from '../../account/words';
import { AsRead, useReread } from '../../controls/AsRead';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { PRIVATE } from '../../exchange/queries';
import {
  ALGORITHMS,
  checkProvider,
  makeScimToken,
  PROVISIONED_ROLES,
  providerRead,
  putProvider,
  removeProvider,
  revokeScimToken,
  scimTokens,
  type ProviderRead,
  type ProvisionedRole,
  type ScimToken,
} from '../../exchange/staff-provider';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Asked, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { useAdminWords } from '../words';
import { formIn, rulesText } from './form';
import { useStaffWords } from './words';

/** How staff logs in: the identity provider of the organization, and the tokens by which it makes and ends users. */
export function StaffLogin() {
  const words = useStaffWords();
  const exchange = useExchange();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'identity provider'],
    queryFn: () => providerRead(exchange),
  });
  return (
    <Asked query={query}>
      {(read) => (
        <>
          <Card title={words.provider} notice={words.providerNotice} action={read.provider !== null && <Acts />}>
            <AsRead value={read}>{(seen) => <ProviderForm read={seen} />}</AsRead>
          </Card>
          {read.provider !== null && <Tokens />}
        </>
      )}
    </Asked>
  );
}

/** Buttons that test the connection to the provider, and that remove it. */
function Acts() {
  const words = useStaffWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const check = async (): Promise<string> => {
    const { keys, unchanged } = await checkProvider(exchange);
    return unchanged ? words.answers(keys) : words.moved;
  };
  return (
    <>
      <button type="button" className="secondary" aria-disabled={busy} onClick={() => act(check)}>
        {words.check}
      </button>
      <SureButton
        sure={words.removeSure}
        busy={busy}
        onSure={() => act(() => removeProvider(exchange).then(() => words.removed))}
      >
        {words.remove}
      </SureButton>
    </>
  );
}

function ProviderForm({ read: { provider, version } }: { readonly read: ProviderRead }) {
  const words = useStaffWords();
  const admin = useAdminWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({
    fields: ['name', 'issuer', 'client_id', 'client_secret', 'algorithm', 'scopes', 'groups_claim', 'roles'],
    rules: { issuer: words.issuerRule, client_secret: words.secretRule, scopes: words.scopesRule },
    sayings: admin.problems,
  });
  const send = (form: FormData): void =>
    submit(async () => {
      await putProvider(exchange, formIn(form), version);
      notifier.notify(words.saved);
      reread?.();
    });
  return (
    <Form onSend={send}>
      <div className="form-pair">
        <Field name="name" label={words.name} most={40} initial={provider?.name ?? ''} faults={faults} />
        <Field
          name="issuer"
          label={words.issuer}
          most={255}
          hint={words.issuerHint}
          initial={provider?.issuer ?? ''}
          faults={faults}
        />
        <Field name="client_id" label={words.clientId} most={255} initial={provider?.client_id ?? ''} faults={faults} />
        <Field
          name="client_secret"
          type="password"
          autoComplete="new-password"
          label={words.clientSecret}
          most={512}
          optional={provider !== null}
          hint={provider === null ? undefined : words.secretKept}
          faults={faults}
        />
        <Field name="scopes" label={words.scopes} most={255} initial={provider?.scopes ?? 'openid'} faults={faults} />
        <Field
          name="groups_claim"
          label={words.groupsClaim}
          most={64}
          initial={provider?.groups_claim ?? 'groups'}
          faults={faults}
        />
      </div>
      <Choice
        name="algorithm"
        label={words.algorithm}
        values={ALGORITHMS}
        names={{ RS256: 'RS256', PS256: 'PS256', ES256: 'ES256' }}
        chosen={ALGORITHMS.find((each) => each === provider?.algorithm) ?? 'RS256'}
        fault={faults.fields['algorithm']}
      />
      <Field
        name="roles"
        label={words.rules}
        lines={4}
        most={16_000}
        optional
        hint={words.rulesHint}
        initial={rulesText(provider?.roles ?? [])}
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.save}
      </button>
    </Form>
  );
}

function Tokens() {
  const words = useStaffWords();
  const exchange = useExchange();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'scim tokens', secret === null],
    queryFn: () => scimTokens(exchange),
  });
  return (
    <Card
      title={words.tokens}
      notice={words.tokensNotice}
      action={
        <button type="button" className="primary" onClick={() => setMaking(true)}>
          {words.makeToken}
        </button>
      }
    >
      <Asked query={query}>{(rows) => <TokenList rows={rows} />}</Asked>
      {making && (
        <Dialog title={words.makeToken} onClose={() => setMaking(false)}>
          <TokenForm
            onMade={(made) => {
              setMaking(false);
              setSecret(made);
            }}
          />
        </Dialog>
      )}
      {secret !== null && (
        <Dialog title={words.tokenMade} onClose={() => setSecret(null)}>
          <p className="quiet">{words.tokenOnce}</p>
          <Once label={words.token} text={secret} />
          <Once label={words.address} text={`${location.origin}/scim/v2`} />
        </Dialog>
      )}
    </Card>
  );
}

function TokenList({ rows }: { readonly rows: readonly ScimToken[] }) {
  const words = useStaffWords();
  const { roleNames, lastUsed, neverUsed, expires, created } = useAccountWords();
  const exchange = useExchange();
  const dates = useDates();
  const { busy, act } = useAct();
  return (
    <Records
      label={words.tokens}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noTokens}
      columns={[
        { name: words.name, cell: ({ name }) => <bdi>{name}</bdi> },
        { name: words.roleAtMost, cell: ({ role }) => roleNames[role] },
        { name: created, cell: ({ madeMillis }) => dates.day(madeMillis) },
        { name: expires, cell: ({ expiresMillis }) => dates.day(expiresMillis) },
        {
          name: lastUsed,
          cell: ({ lastUsedMillis }) =>
            lastUsedMillis === null ? <span className="quiet">{neverUsed}</span> : dates.minute(lastUsedMillis),
        },
      ]}
      actions={({ id }) => (
        <SureButton
          sure={words.revokeSure}
          busy={busy}
          onSure={() => act(() => revokeScimToken(exchange, id).then(() => words.revoked))}
        >
          {words.revoke}
        </SureButton>
      )}
    />
  );
}

function TokenForm({ onMade }: { readonly onMade: (secret: string) => void }) {
  const words = useStaffWords();
  const admin = useAdminWords();
  const { roleNames } = useAccountWords();
  const exchange = useExchange();
  const { busy, faults, submit } = useSubmission({ fields: ['name', 'role'] });
  const [role, setRole] = useState<ProvisionedRole>('viewer');
  const send = (form: FormData): void =>
    submit(async () => onMade(await makeScimToken(exchange, typed(form, 'name'), role)));
  return (
    <Form onSend={send}>
      <Field name="name" label={words.name} most={40} focused faults={faults} />
      <Choice<ProvisionedRole>
        name="role"
        label={words.roleAtMost}
        values={PROVISIONED_ROLES}
        names={roleNames}
        chosen={role}
        fault={faults.fields['role']}
        onChoose={(chosen) => setRole(chosen ?? role)}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.create}
      </button>
    </Form>
  );
}

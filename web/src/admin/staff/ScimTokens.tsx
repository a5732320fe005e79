import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Once } from '../../account/Once';
import { useAccountWords } from '../../account/words';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import { PRIVATE } from '../../exchange/queries';
import {
  makeScimToken,
  PROVISIONED_ROLES,
  revokeScimToken,
  scimTokens,
  type Provider,
  type ProvisionedRole,
  type ScimToken,
} from '../../exchange/staff-provider';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { useAdminWords } from '../words';
import { useStaffWords } from './words';

/** Tokens by which the providers make and end users of staff. */
export function ScimTokens({ providers }: { readonly providers: readonly Provider[] }) {
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
      <Loaded query={query}>{(rows) => <TokenList rows={rows} providers={providers} />}</Loaded>
      {making && (
        <Dialog title={words.makeToken} onClose={() => setMaking(false)}>
          <TokenForm
            providers={providers}
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

interface TokenListProps {
  readonly rows: readonly ScimToken[];
  readonly providers: readonly Provider[];
}

function TokenList({ rows, providers }: TokenListProps) {
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
        {
          name: words.provider,
          cell: ({ provider }) => <bdi>{providers.find(({ id }) => id === provider)?.name ?? provider}</bdi>,
        },
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

interface TokenFormProps {
  readonly providers: readonly Provider[];
  readonly onMade: (secret: string) => void;
}

function TokenForm({ providers, onMade }: TokenFormProps) {
  const words = useStaffWords();
  const admin = useAdminWords();
  const { roleNames } = useAccountWords();
  const exchange = useExchange();
  const { busy, faults, submit } = useSubmission({ fields: ['provider', 'name', 'role'] });
  const [role, setRole] = useState<ProvisionedRole>('viewer');
  const [provider, setProvider] = useState(providers[0]?.id ?? '');
  const send = (form: FormData): void =>
    submit(async () => onMade(await makeScimToken(exchange, { provider, name: typed(form, 'name'), role })));
  return (
    <Form onSend={send}>
      <Field name="name" label={words.name} most={40} focused faults={faults} />
      <Choice
        name="provider"
        label={words.provider}
        values={providers.map(({ id }) => id)}
        names={Object.fromEntries(providers.map(({ id, name }) => [id, name]))}
        chosen={provider}
        fault={faults.fields['provider']}
        onChoose={(chosen) => setProvider(chosen ?? provider)}
      />
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

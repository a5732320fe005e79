import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AsRead, useReread } from '../../controls/AsRead';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import { useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { PRIVATE, refreshPrivate } from '../../exchange/queries';
import {
  addProvider,
  ALGORITHMS,
  changeProvider,
  checkProvider,
  identityProviders,
  removeProvider,
  type Provider,
} from '../../exchange/staff-provider';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { Card } from '../../pages/Pages';
import { Asked } from '../../pages/Records';
import { Choice } from '../Choice';
import { useAdminWords } from '../words';
import { formIn, rulesText } from './form';
import { Groups } from './Groups';
import { ScimTokens } from './ScimTokens';
import { useStaffWords } from './words';

/** How staff logs in: the identity providers of the organization, their tokens for provisioning, and their groups. */
export function StaffLogin() {
  const words = useStaffWords();
  const exchange = useExchange();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'identity providers'],
    queryFn: () => identityProviders(exchange),
  });
  return (
    <Asked query={query}>
      {(providers) => (
        <>
          <Card
            title={words.providers}
            notice={words.providerNotice}
            action={
              <button type="button" className="primary" onClick={() => setAdding(true)}>
                {words.add}
              </button>
            }
          >
            {providers.length === 0 && <p className="quiet">{words.noProviders}</p>}
            {adding && (
              <Dialog title={words.add} onClose={() => setAdding(false)}>
                <ProviderForm provider={null} onSaved={() => setAdding(false)} />
              </Dialog>
            )}
          </Card>
          {providers.map((provider) => (
            <Card key={provider.id} title={provider.name} action={<Acts id={provider.id} />}>
              <AsRead value={provider}>{(seen) => <ProviderForm provider={seen} />}</AsRead>
            </Card>
          ))}
          {providers.length > 0 && <ScimTokens providers={providers} />}
          {providers.length > 0 && <Groups providers={providers} />}
        </>
      )}
    </Asked>
  );
}

/** Buttons that test the connection to a provider, and that remove it. */
function Acts({ id }: { readonly id: string }) {
  const words = useStaffWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const check = async (): Promise<string> => {
    const { keys, unchanged } = await checkProvider(exchange, id);
    return unchanged ? words.answers(keys) : words.moved;
  };
  const remove = async (): Promise<string> => {
    const { people, sessions, scim_tokens } = await removeProvider(exchange, id);
    return words.removed(people, sessions, scim_tokens);
  };
  return (
    <>
      <button type="button" className="secondary" aria-disabled={busy} onClick={() => act(check)}>
        {words.check}
      </button>
      <SureButton sure={words.removeSure} busy={busy} onSure={() => act(remove)}>
        {words.remove}
      </SureButton>
    </>
  );
}

interface ProviderFormProps {
  /** Null for one that is added. */
  readonly provider: Provider | null;
  readonly onSaved?: () => void;
}

function ProviderForm({ provider, onSaved }: ProviderFormProps) {
  const words = useStaffWords();
  const admin = useAdminWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({
    fields: [
      ...['name', 'issuer', 'client_id', 'client_secret', 'algorithm', 'scopes'],
      ...['subject_claim', 'groups_claim', 'roles'],
    ],
    rules: {
      name: words.nameRule,
      issuer: words.issuerRule,
      client_secret: words.secretRule,
      scopes: words.scopesRule,
      subject_claim: words.subjectClaimRule,
    },
    sayings: admin.problems,
  });
  const send = (form: FormData): void =>
    submit(async () => {
      if (provider === null) {
        await addProvider(exchange, formIn(form));
      } else {
        await changeProvider(exchange, provider, formIn(form));
      }
      notifier.notify(words.saved);
      reread?.();
      void refreshPrivate(queries);
      onSaved?.();
    });
  return (
    <Form onSend={send}>
      <div className="form-pair">
        <Field name="name" label={words.name} most={40} initial={provider?.name ?? ''} faults={faults} />
        <Field
          name="issuer"
          label={words.issuer}
          most={255}
          hint={provider === null ? words.issuerHint : words.staysHint}
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
          name="subject_claim"
          label={words.subjectClaim}
          most={64}
          hint={provider === null ? words.subjectClaimHint : words.staysHint}
          initial={provider?.subject_claim ?? 'sub'}
          faults={faults}
        />
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

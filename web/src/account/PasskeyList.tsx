import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../controls/Field';
import { typed } from '../controls/submit';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { addPasskey, hasPasskeys, removePasskey, type Passkey } from '../exchange/passkeys';
import { refreshPrivate } from '../exchange/queries';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { RecoveryCodes } from './Authenticator';
import { ProofDialog } from './ProofDialog';
import { usePasskeys } from './queries';
import { useAccountWords } from './words';

type Step =
  | { readonly kind: 'none' | 'add' }
  | { readonly kind: 'remove'; readonly passkey: Passkey }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

const NONE: Step = { kind: 'none' };

/** Fingerprint, face or security key instead of codes: added, named, listed and removed. */
export function Passkeys() {
  const words = useAccountWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const teller = useTeller();
  const [step, setStep] = useState<Step>(NONE);
  const close = () => setStep(NONE);
  const end = (said: string): void => {
    close();
    teller.tell(said);
    void refreshPrivate(queries);
  };
  return (
    <Card
      title={words.passkeys}
      notice={hasPasskeys() ? words.passkeysNotice : words.passkeysCannot}
      action={
        hasPasskeys() && (
          <button type="button" className="primary" onClick={() => setStep({ kind: 'add' })}>
            {words.addPasskey}
          </button>
        )
      }
    >
      <Asked query={usePasskeys()}>
        {(rows) => <List passkeys={rows} onRemove={(passkey) => setStep({ kind: 'remove', passkey })} />}
      </Asked>
      {step.kind === 'add' && (
        <ProofDialog
          title={words.addPasskey}
          action={words.continueOn}
          onClose={close}
          onProof={async (proof, form) => {
            const codes = await addPasskey(exchange, typed(form, 'name'), proof);
            if (codes.length > 0) {
              setStep({ kind: 'codes', codes });
            } else {
              end(words.passkeyAdded);
            }
          }}
        >
          <Field name="name" label={words.passkeyName} hint={words.passkeyNameHint} most={64} />
        </ProofDialog>
      )}
      {step.kind === 'remove' && (
        <ProofDialog
          title={words.removePasskey}
          action={words.removePasskey}
          onClose={close}
          onProof={async (proof) => {
            await removePasskey(exchange, step.passkey.id, proof);
            end(words.passkeyRemoved);
          }}
        >
          <p>
            <bdi>{step.passkey.name}</bdi>
          </p>
        </ProofDialog>
      )}
      {step.kind === 'codes' && <RecoveryCodes codes={step.codes} onKept={() => end(words.passkeyAdded)} />}
    </Card>
  );
}

interface ListProps {
  readonly passkeys: readonly Passkey[];
  readonly onRemove: (passkey: Passkey) => void;
}

function List({ passkeys, onRemove }: ListProps) {
  const words = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.passkeys}
      rows={passkeys}
      keyOf={({ id }) => id}
      nothing={words.noPasskeys}
      columns={[
        {
          name: words.passkeyName,
          cell: ({ name, host }) => (
            <span>
              <bdi>{name}</bdi>
              <small>
                <bdi dir="ltr">{host}</bdi>
              </small>
            </span>
          ),
        },
        {
          name: words.passkeyCopies,
          cell: ({ isSynced, isBackedUp }) =>
            isBackedUp ? words.passkeyBackedUp : isSynced ? words.passkeySynced : words.passkeyHere,
        },
        { name: words.created, cell: ({ createdMillis }) => dates.day(createdMillis) },
        {
          name: words.lastUsed,
          cell: ({ lastUsedMillis }) =>
            lastUsedMillis === null ? <span className="quiet">{words.neverUsed}</span> : dates.minute(lastUsedMillis),
        },
      ]}
      actions={(passkey) => (
        <button type="button" onClick={() => onRemove(passkey)}>
          {words.removePasskey}
        </button>
      )}
    />
  );
}

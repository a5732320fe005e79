import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { addPasskey, hasPasskeys, removePasskey, renamePasskey, type Passkey } from '../exchange/passkeys';
import { refreshPrivate } from '../exchange/queries';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { RecoveryCodes } from './Authenticator';
import { ProofDialog } from './ProofDialog';
import { usePasskeys } from './queries';
import { useAccountWords } from './words';

type Step =
  | { readonly kind: 'none' | 'add' }
  | { readonly kind: 'remove' | 'rename'; readonly passkey: Passkey }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

const NONE: Step = { kind: 'none' };

/** Fingerprint, face or security key instead of codes: added, named, listed and removed. */
export function Passkeys() {
  const words = useAccountWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const [step, setStep] = useState<Step>(NONE);
  const close = () => setStep(NONE);
  const end = (notice: string): void => {
    close();
    notifier.notify(notice);
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
      <Loaded query={usePasskeys()}>
        {(rows) => <List passkeys={rows} onStep={(kind, passkey) => setStep({ kind, passkey })} />}
      </Loaded>
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
      {step.kind === 'rename' && (
        <NameDialog
          passkey={step.passkey}
          onClose={close}
          onName={async (name) => {
            await renamePasskey(exchange, step.passkey.id, name);
            end(words.passkeyRenamed);
          }}
        />
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
  readonly onStep: (kind: 'remove' | 'rename', passkey: Passkey) => void;
}

interface NameDialogProps {
  readonly passkey: Passkey;
  readonly onClose: () => void;
  readonly onName: (name: string) => Promise<void>;
}

function NameDialog({ passkey, onClose, onName }: NameDialogProps) {
  const words = useAccountWords();
  const { busy, faults, submit } = useSubmission({ fields: ['name'] });
  return (
    <Dialog title={words.renamePasskey} onClose={onClose}>
      <Form onSend={(form) => submit(() => onName(typed(form, 'name')))}>
        <Field name="name" label={words.passkeyName} initial={passkey.name} most={64} focused faults={faults} />
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.renamePasskey}
        </button>
      </Form>
    </Dialog>
  );
}

function List({ passkeys, onStep }: ListProps) {
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
        <>
          <button type="button" onClick={() => onStep('rename', passkey)}>
            {words.renamePasskey}
          </button>
          <button type="button" onClick={() => onStep('remove', passkey)}>
            {words.removePasskey}
          </button>
        </>
      )}
    />
  );
}

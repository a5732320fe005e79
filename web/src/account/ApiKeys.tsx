import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useIdentity, type ApiKey, type MadeApiKey } from '../exchange/identity';
import { refreshPrivate } from '../exchange/queries';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { ApiKeyForm } from './ApiKeyForm';
import { ConfirmKey } from './ConfirmKey';
import { Once } from './Once';
import { Names } from './Profile';
import { useApiKeys } from './queries';
import { useAccountWords } from './words';

const ALGORITHMS: Readonly<Record<ApiKey['algorithm'], string>> = {
  hmac: 'HMAC-SHA256',
  ed25519: 'Ed25519',
  rsa: 'RSA',
};

/** Keys of the caller's programs. */
export function ApiKeys() {
  const words = useAccountWords();
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const close = (): void => {
    setMade(null);
    void refreshPrivate(queries);
  };
  return (
    <Card
      title={words.apiKeys}
      notice={words.apiKeysNotice}
      action={
        <button type="button" className="primary" onClick={() => setMaking(true)}>
          {words.makeKey}
        </button>
      }
    >
      <Loaded query={useApiKeys()}>{(keys) => <List keys={keys} />}</Loaded>
      {making && (
        <Dialog title={words.makeKey} onClose={() => setMaking(false)}>
          <ApiKeyForm
            onMade={(key) => {
              setMaking(false);
              setMade(key);
            }}
          />
        </Dialog>
      )}
      {made !== null && <Made made={made} onClose={close} />}
    </Card>
  );
}

function List({ keys }: { readonly keys: readonly ApiKey[] }) {
  const words = useAccountWords();
  const identity = useIdentity();
  const dates = useDates();
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<ApiKey | null>(null);
  const { busy, act } = useAct();
  return (
    <>
      <Records
        label={words.apiKeys}
        rows={keys}
        keyOf={({ key }) => key}
        nothing={words.noApiKeys}
        columns={[
          {
            name: words.label,
            cell: ({ label, key, confirmed }) => (
              <span>
                <bdi>{label}</bdi>
                {!confirmed && <small role="status">{words.keyWaits}</small>}
                <small>
                  <code>{key}</code>
                </small>
              </span>
            ),
          },
          {
            name: words.permissions,
            cell: ({ permissions }) => <Names names={words.permissionNames} of={permissions} />,
          },
          {
            name: words.allowedAddresses,
            cell: ({ addresses }) =>
              addresses.length === 0 ? (
                <span className="quiet">{words.anywhere}</span>
              ) : (
                <bdi>{addresses.join(', ')}</bdi>
              ),
          },
          { name: words.algorithm, cell: ({ algorithm }) => ALGORITHMS[algorithm] },
          {
            name: words.expires,
            cell: ({ expiresMillis }) => (expiresMillis === null ? words.never : dates.minute(expiresMillis)),
          },
          { name: words.created, cell: ({ createdMillis }) => dates.day(createdMillis) },
          {
            name: words.lastUsed,
            cell: ({ lastUse }) =>
              lastUse === null ? (
                <span className="quiet">{words.neverUsed}</span>
              ) : (
                <span>
                  {dates.minute(lastUse.atMillis)}
                  <small>
                    <bdi dir="ltr">{lastUse.address}</bdi>
                  </small>
                </span>
              ),
          },
        ]}
        actions={(row) => (
          <>
            {!row.confirmed && (
              <button type="button" onClick={() => setWaiting(row)}>
                {words.confirmKey}
              </button>
            )}
            <SureButton
              sure={words.revokeSure}
              busy={busy}
              onSure={() => act(() => identity.revokeApiKey(row.key).then(() => words.keyRevoked))}
            >
              {words.revoke}
            </SureButton>
          </>
        )}
      />
      {waiting !== null && (
        <Dialog title={words.confirmKey} onClose={() => setWaiting(null)}>
          <ConfirmKey
            waiting={waiting}
            onDone={() => {
              setWaiting(null);
              void refreshPrivate(queries);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

/** The secret is shown this once. */
function Made({ made, onClose }: { readonly made: MadeApiKey; readonly onClose: () => void }) {
  const words = useAccountWords();
  return (
    <Dialog title={words.keyMade} firm onClose={onClose}>
      <div className="form">
        <p className="quiet">{made.secret === null ? words.noSecret : words.secretOnce}</p>
        <Once label={words.key} text={made.key} />
        {made.secret !== null && <Once label={words.secret} text={made.secret} />}
        <button type="button" className="primary" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}

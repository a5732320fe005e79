import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useExchange } from '../exchange/context';
import { PRIVATE } from '../exchange/queries';
import { beginBinding, staffBinding } from '../exchange/staff-login';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { ProofDialog } from './ProofDialog';
import { useAccountWords } from './words';

/** The identity by which staff logs in; shown to those alone who are invited to have one, or have one. */
export function StaffIdentity() {
  const words = useAccountWords();
  const exchange = useExchange();
  const dates = useDates();
  const [asking, setAsking] = useState(false);
  const { data: binding } = useQuery({
    queryKey: [PRIVATE, 'staff identity'],
    queryFn: () => staffBinding(exchange),
  });
  if (binding === undefined || (binding.issuer === null && binding.invitedUntilMillis === null)) {
    return null;
  }
  const { provider, issuer, subject, lastUsedMillis, invitedUntilMillis } = binding;
  return (
    <Card
      title={words.identity}
      notice={issuer === null ? words.identityInvited : words.identityNotice}
      action={
        issuer === null && (
          <button type="button" className="primary" onClick={() => setAsking(true)}>
            {words.bindIdentity}
          </button>
        )
      }
    >
      {issuer === null ? (
        <p className="quiet">
          {provider !== null && (
            <>
              <bdi>{provider}</bdi>:{' '}
            </>
          )}
          {invitedUntilMillis !== null && words.invitedUntil(dates.minute(invitedUntilMillis))}
        </p>
      ) : (
        <p>
          {provider !== null && (
            <>
              <bdi>{provider}</bdi>
              {' · '}
            </>
          )}
          <bdi dir="ltr">{issuer}</bdi>{' '}
          <small>
            <bdi dir="ltr">{subject}</bdi>
          </small>
          <br />
          <span className="quiet">
            {words.lastUsed}: {lastUsedMillis === null ? words.neverUsed : dates.minute(lastUsedMillis)}
          </span>
        </p>
      )}
      {asking && (
        <ProofDialog
          title={words.bindIdentity}
          action={words.continueOn}
          onClose={() => setAsking(false)}
          onProof={async (proof) => location.assign(await beginBinding(exchange, proof))}
        />
      )}
    </Card>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useExchange, useSession } from '../exchange/context';
import { useIdentity } from '../exchange/identity';
import { forgetPrivate, PRIVATE } from '../exchange/queries';
import { useMessages } from '../language/language';
import { usePlace } from './place';

/** Where nothing else asks for what is the caller's, this does: an ended session is noticed. */
const STILL_IN_EVERY_MILLIS = 5_000;

/** Takes everything of the caller off the page when the session ends, and says why where they did not do it here. */
export function Left({ onLogin }: { readonly onLogin: () => void }) {
  const messages = useMessages();
  const session = useSession();
  const exchange = useExchange();
  const identity = useIdentity();
  const queries = useQueryClient();
  const place = usePlace();
  useQuery({
    queryKey: [PRIVATE, 'still in'],
    queryFn: () => identity.profile(),
    enabled: session.kind === 'in' && place.kind !== 'market',
    refetchInterval: STILL_IN_EVERY_MILLIS,
  });
  useEffect(
    () =>
      exchange.session.onChange(() => {
        if (exchange.session.state.kind !== 'in') {
          forgetPrivate(queries);
        }
      }),
    [exchange, queries],
  );
  const why = session.kind === 'out' ? session.why : null;
  return (
    <div role="alert">
      {(why === 'another tab' || why === 'elsewhere') && (
        <p className="banner banner-halted banner-left">
          {why === 'another tab' ? messages.leftInOtherTab : messages.leftElsewhere}
          <button type="button" className="link" onClick={onLogin}>
            {messages.login}
          </button>
        </p>
      )}
    </div>
  );
}

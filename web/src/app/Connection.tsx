import { useConnection } from '../exchange/context';
import { useMessages } from '../language/language';

/** Says on every page that its figures are no longer live, and whether the device has a network at all. */
export function Connection() {
  const messages = useMessages();
  const connection = useConnection();
  if (connection === 'lost') {
    return (
      <p className="banner banner-halted" role="alert">
        {navigator.onLine ? messages.connectionLost : messages.offline}
      </p>
    );
  }
  return connection === 'stale' ? <p className="banner banner-stale">{messages.connectionStale}</p> : null;
}

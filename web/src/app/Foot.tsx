import { useConnection } from '../exchange/context';
import type { ConnectionState } from '../exchange/model';
import { useHouse } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';

/** State of the connection, and the author of the chart. */
export function Foot() {
  const messages = useMessages();
  const connection = useConnection();
  const house = useHouse();
  return (
    <footer className="foot">
      <span className={`connection connection-${connection}`} role="status">
        <i aria-hidden />
        {connectionText(connection, messages)}
      </span>
      <span className="head-space" />
      {house?.termsUrl != null && (
        <a href={house.termsUrl} target="_blank" rel="noreferrer">
          {messages.terms}
        </a>
      )}
      {house?.supportEmail != null && <a href={`mailto:${house.supportEmail}`}>{messages.support}</a>}
      <a href="/docs">{messages.apiDocs}</a>
      <a href="/notices.txt" target="_blank" rel="noreferrer">
        {messages.chartsBy}
      </a>
    </footer>
  );
}

function connectionText(state: ConnectionState, messages: Messages): string {
  switch (state) {
    case 'live':
      return messages.live;
    case 'stale':
      return messages.connectionStale;
    case 'connecting':
      return messages.connecting;
    case 'lost':
      return messages.connectionLost;
  }
}

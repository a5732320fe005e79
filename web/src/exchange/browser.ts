/** The exchange behind the page's own address, reached with what a browser has. */
import { Exchange } from './exchange';
import type { Exclusively } from './session';
import type { OpenSocket } from './stream';
import { traced } from './trace';

export function browserExchange(): Exchange {
  return new Exchange({
    fetch: traced((url, init) => fetch(url, init)),
    openSocket: openAt('/ws/market-data'),
    openAccountSocket: openAt('/ws/account'),
    store: localStorage,
    onStored: (listener) => addEventListener('storage', ({ key }) => listener(key)),
    exclusively: exclusively(),
    pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
  });
}

const openAt =
  (path: string): OpenSocket =>
  (listener) => {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`);
    socket.onopen = () => listener.opened();
    socket.onmessage = (message: MessageEvent<unknown>) => {
      if (typeof message.data === 'string') {
        listener.heard(message.data);
      }
    };
    socket.onclose = () => listener.closed();
    return socket;
  };

/** Across tabs where the browser can; it cannot on a page without TLS that is not on localhost. */
function exclusively(): Exclusively {
  const locks = 'locks' in navigator ? navigator.locks : null;
  return async (work) => (locks === null ? work() : await locks.request('flowex.session', work));
}

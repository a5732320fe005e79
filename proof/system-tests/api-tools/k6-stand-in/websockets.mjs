import Socket from 'ws';
import { seen } from './seen.mjs';

export class WebSocket extends Socket {
  constructor(url) {
    super(url);
    seen.sockets += 1;
    super.once('close', () => (seen.sockets -= 1));
  }
}

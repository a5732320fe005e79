import { server } from '../page-test/page';
import { CHAT, DETAILS, METHODS, offer, OVERVIEW, OWN_METHODS, OWN_OFFER, REPORT, TRADE, TRADE_ID } from './p2p-sample';

export const ROOT = '/api/v1/p2p';
export const NONE = [200, { items: [], next_cursor: null }] as const;
const OFFERS = [offer('1', '60000'), offer('2', '60600')];

/** Exchange with the sample's offers, trades and chat. */
export const at = () =>
  server()
    .on(`GET ${ROOT}/overview`, [200, OVERVIEW])
    .on(`GET ${ROOT}/offers`, [200, { items: OFFERS, ranked_by: ['price', 'reliability', 'age'] }])
    .on(`GET ${ROOT}/offers/1`, [200, OFFERS[0]])
    .on(`GET ${ROOT}/payment-methods`, [200, METHODS])
    .on(`GET ${ROOT}/own-methods`, [200, OWN_METHODS])
    .on(`GET ${ROOT}/bank-statements`, [200, { items: [], next_cursor: null }])
    .on(`GET ${ROOT}/own-offers`, [200, { items: [OWN_OFFER], next_cursor: null }])
    .on(`GET ${ROOT}/reports`, [200, { items: [REPORT], next_cursor: null }])
    .on(`GET ${ROOT}/trades`, [200, { items: [TRADE], next_cursor: null }])
    .on(`GET ${ROOT}/trades/${TRADE_ID}`, [200, DETAILS])
    .on(`GET ${ROOT}/trades/${TRADE_ID}/messages`, [200, CHAT])
    .on(`PUT ${ROOT}/trades/${TRADE_ID}/messages/read`, [204, null]);

// "binance": REST with keys of three kinds, and the WebSocket API with questions that are awaited.

import { createRequire } from 'node:module'
import { BASE_URL, company, WS_URL } from './exchange.mjs'
import { Mailbox, that, until, Walk } from './walk.mjs'

const { MainClient, WebsocketAPIClient, WebsocketClient } = createRequire(import.meta.url)('binance')
const MARKET = 'BTCUSDT'
const QUIET = { trace () {}, info () {}, error () {} }
const walk = new Walk('binance')
const { walker, friend } = await company()
const hmac = await walker.hmacKey()
const client = new MainClient({ api_key: hmac.key, api_secret: hmac.secret, baseUrl: BASE_URL })

await friend.order('BTC-USDT', 'sell', 'limit', { price: '1510.00', quantity: '0.2' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '1490.00', quantity: '0.2' })

await walk.tries('testConnectivity', () => client.testConnectivity())
await walk.tries('getExchangeInfo', async () => that((await client.getExchangeInfo({ symbols: [MARKET] })).symbols.length === 1))
await walk.tries('getOrderBook', async () => that((await until(() => client.getOrderBook({ symbol: MARKET }), each => each.asks.length > 0)).lastUpdateId > 0))
const filled = await walk.tries('submitNewOrder market', async () => {
  const order = await client.submitNewOrder({ symbol: MARKET, side: 'BUY', type: 'MARKET', quantity: 0.01, newOrderRespType: 'FULL' })
  that(order.status === 'FILLED' && order.fills.length > 0, order)
  return order
})
const resting = await walk.tries('submitNewOrder limit', () => client.submitNewOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 1400 }))
await walk.tries('testNewOrder', () => client.testNewOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 1400 }))
await walk.tries('getOrder', async () => that((await client.getOrder({ symbol: MARKET, orderId: resting.orderId })).origQty * 1 === 0.01))
await walk.tries('replaceOrder', async () => {
  const both = await client.replaceOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 1401, cancelOrderId: resting.orderId, cancelReplaceMode: 'STOP_ON_FAILURE' })
  that(both.newOrderResult === 'SUCCESS', both)
})
await walk.tries('getOpenOrders', async () => that((await client.getOpenOrders({ symbol: MARKET })).length === 1))
await walk.tries('cancelAllSymbolOrders', async () => that((await client.cancelAllSymbolOrders({ symbol: MARKET })).length === 1))
await walk.tries('getAllOrders', async () => that((await client.getAllOrders({ symbol: MARKET })).length >= 3))
await walk.tries('getAccountInformation', async () => that((await client.getAccountInformation()).canTrade))
await walk.tries('getAccountTradeList', async () => that((await until(() => client.getAccountTradeList({ symbol: MARKET }), each => each.length > 0))[0].orderId === filled.orderId))
await walk.tries('getOrderRateLimit', async () => that((await client.getOrderRateLimit()).length > 0))
await walk.tries('getPreventedMatches', async () => that(Array.isArray(await client.getPreventedMatches({ symbol: MARKET, orderId: filled.orderId }))))
await walk.tries('getCommissionRates', async () => that((await client.getCommissionRates({ symbol: MARKET })).standardCommission.taker * 1 > 0))
await walk.tries('getRecentTrades', async () => that((await client.getRecentTrades({ symbol: MARKET })).length > 0))
await walk.tries('getHistoricalTrades', async () => that((await client.getHistoricalTrades({ symbol: MARKET })).length > 0))
await walk.tries('getAggregateTrades', async () => that((await client.getAggregateTrades({ symbol: MARKET })).length > 0))
await walk.tries('getKlines', async () => that((await client.getKlines({ symbol: MARKET, interval: '1m' })).length > 0))
await walk.tries('getUIKlines', async () => that((await client.getUIKlines({ symbol: MARKET, interval: '1m' })).length > 0))
await walk.tries('getAvgPrice', async () => that((await client.getAvgPrice({ symbol: MARKET })).price * 1 > 0))
await walk.tries('get24hrChangeStatistics', async () => that((await client.get24hrChangeStatistics({ symbol: MARKET })).count > 0))
await walk.tries('getTradingDayTicker', async () => that((await client.getTradingDayTicker({ symbol: MARKET })).count > 0))
await walk.tries('getSymbolPriceTicker', async () => that((await client.getSymbolPriceTicker({ symbol: MARKET })).price * 1 > 0))
await walk.tries('getSymbolOrderBookTicker', async () => that((await client.getSymbolOrderBookTicker({ symbol: MARKET })).bidPrice * 1 > 0))
await walk.tries('getBalances', async () => that((await client.getBalances()).length > 0))
await walk.tries('getSystemStatus', async () => that((await client.getSystemStatus()).status === 0))
await walk.tries('getAssetDetail', async () => that((await client.getAssetDetail()).BTC !== undefined))
await walk.tries('getTradeFee', async () => that((await client.getTradeFee({ symbol: MARKET })).length === 1))
await walk.tries('getDepositAddress', async () => that((await client.getDepositAddress({ coin: 'BTC' })).address.length > 10))
await walk.tries('getDepositHistory', async () => that((await client.getDepositHistory()).length === 2))
await walk.tries('getWithdrawHistory', async () => that((await client.getWithdrawHistory()).length === 0))

for (const kind of ['hmac', 'ed25519', 'rsa']) {
  const key = kind === 'hmac' ? { key: hmac.key, privateKey: hmac.secret } : await walker.pairKey(kind)
  const signing = new MainClient({ api_key: key.key, api_secret: key.privateKey, baseUrl: BASE_URL })
  if (kind !== 'hmac') await walk.tries(`${kind}: getAccountInformation`, async () => that((await signing.getAccountInformation()).canTrade))
  const api = new WebsocketAPIClient({ api_key: key.key, api_secret: key.privateKey, wsUrl: WS_URL, attachEventListeners: false }, QUIET)
  walk.after(() => api.disconnectAll())
  await walk.tries(`${kind}: ws-api getSpotServerTime`, async () => that((await api.getSpotServerTime()).result.serverTime > 0))
  await walk.tries(`${kind}: ws-api submitNewSpotOrder, cancelSpotOrder`, async () => {
    const order = (await api.submitNewSpotOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', price: 1400, quantity: 0.01, timestamp: Date.now() })).result
    that((await api.cancelSpotOrder({ symbol: MARKET, orderId: order.orderId, timestamp: Date.now() })).result.status === 'CANCELED')
  })
  await walk.tries(`${kind}: ws-api getSpotAccountInformation`, async () => that((await api.getSpotAccountInformation({ timestamp: Date.now() })).result.canTrade))
}

const trade = async () => {
  await friend.order('BTC-USDT', 'sell', 'limit', { price: '1500.00', quantity: '0.001' })
  await client.submitNewOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.001, price: 1500 })
}
const mailbox = new Mailbox()
const streams = new WebsocketClient({ wsUrl: WS_URL, beautify: false, api_key: hmac.key, api_secret: hmac.secret }, QUIET)
walk.after(() => streams.closeAll(true))
streams.on('message', each => mailbox.put(each.data ?? each))
streams.on('exception', () => {})
await walk.tries('streams', async () => {
  await streams.subscribe([`${MARKET.toLowerCase()}@trade`, `${MARKET.toLowerCase()}@kline_1m`, `${MARKET.toLowerCase()}@depth@100ms`], 'main')
  await new Promise(resolve => setTimeout(resolve, 700))
  for (const kind of ['trade', 'kline', 'depthUpdate']) await mailbox.stirred(trade, each => each.e === kind)
})
await walk.end()

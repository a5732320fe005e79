// binance-api-node: REST, streams and the account's own stream by listen key.

import { createRequire } from 'node:module'
import { BASE_URL, company, WS_URL } from './exchange.mjs'
import { Mailbox, that, until, Walk } from './walk.mjs'

const Binance = createRequire(import.meta.url)('binance-api-node').default
const MARKET = 'BTCUSDT'
const walk = new Walk('binance-api-node')
const { walker, friend } = await company()
const hmac = await walker.hmacKey()
const at = { httpBase: BASE_URL, wsBase: WS_URL + '/ws', wsApi: WS_URL + '/ws-api/v3' }
const client = Binance({ apiKey: hmac.key, apiSecret: hmac.secret, ...at })

await friend.order('BTC-USDT', 'sell', 'limit', { price: '1310.00', quantity: '0.2' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '1290.00', quantity: '0.2' })

await walk.tries('ping', async () => that(await client.ping()))
await walk.tries('time', async () => that(await client.time() > 0))
await walk.tries('exchangeInfo', async () => that((await client.exchangeInfo()).symbols.some(each => each.symbol === MARKET)))
await walk.tries('book', async () => that((await until(() => client.book({ symbol: MARKET }), each => each.asks.length > 0)).lastUpdateId > 0))
const filled = await walk.tries('order market', async () => {
  const order = await client.order({ symbol: MARKET, side: 'BUY', type: 'MARKET', quantity: '0.01' })
  that(order.status === 'FILLED' && order.fills.length > 0, order)
  return order
})
const resting = await walk.tries('order limit', async () => {
  const order = await client.order({ symbol: MARKET, side: 'BUY', quantity: '0.01', price: '1200' })
  that(order.status === 'NEW', order)
  return order
})
await walk.tries('orderTest', () => client.orderTest({ symbol: MARKET, side: 'BUY', quantity: '0.01', price: '1200' }))
await walk.tries('getOrder', async () => that((await client.getOrder({ symbol: MARKET, orderId: resting.orderId })).status === 'NEW'))
await walk.tries('openOrders', async () => that((await client.openOrders({ symbol: MARKET })).length === 1))
await walk.tries('cancelOrder', async () => that((await client.cancelOrder({ symbol: MARKET, orderId: resting.orderId })).status === 'CANCELED'))
await walk.tries('cancelOpenOrders', async () => {
  await client.order({ symbol: MARKET, side: 'BUY', quantity: '0.01', price: '1201' })
  that((await client.cancelOpenOrders({ symbol: MARKET })).length === 1)
})
await walk.tries('allOrders', async () => that((await client.allOrders({ symbol: MARKET })).length >= 3))
await walk.tries('accountInfo', async () => that((await client.accountInfo()).balances.length > 0))
await walk.tries('myTrades', async () => that((await until(() => client.myTrades({ symbol: MARKET }), each => each.length > 0))[0].orderId === filled.orderId))
await walk.tries('candles', async () => that((await client.candles({ symbol: MARKET, interval: '1m' })).at(-1).trades > 0))
await walk.tries('aggTrades', async () => that((await client.aggTrades({ symbol: MARKET })).length > 0))
await walk.tries('trades', async () => that((await client.trades({ symbol: MARKET })).length > 0))
await walk.tries('tradesHistory', async () => that((await client.tradesHistory({ symbol: MARKET })).length > 0))
await walk.tries('dailyStats', async () => that((await client.dailyStats({ symbol: MARKET })).lastPrice * 1 > 0))
await walk.tries('prices', async () => that((await client.prices())[MARKET] * 1 > 0))
await walk.tries('avgPrice', async () => that((await client.avgPrice({ symbol: MARKET })).price * 1 > 0))
await walk.tries('allBookTickers', async () => that((await client.allBookTickers())[MARKET] !== undefined))
await walk.tries('tradeFee', async () => that(Array.isArray(await client.tradeFee())))
await walk.tries('assetDetail', async () => that((await client.assetDetail()).BTC !== undefined))
await walk.tries('accountCoins', async () => that((await client.accountCoins()).length > 0))
await walk.tries('capitalConfigs', async () => that((await client.capitalConfigs()).length > 0))
await walk.tries('depositHistory', async () => that((await client.depositHistory()).length === 2))
await walk.tries('depositAddress', async () => that((await client.depositAddress({ coin: 'BTC' })).address.length > 10))
await walk.tries('withdrawHistory', async () => that((await client.withdrawHistory()).length === 0))

const trade = async () => {
  await friend.order('BTC-USDT', 'sell', 'limit', { price: '1300.00', quantity: '0.001' })
  await client.order({ symbol: MARKET, side: 'BUY', quantity: '0.001', price: '1300' })
}
const STREAMS = {
  depth: tell => client.ws.depth(MARKET, tell),
  partialDepth: tell => client.ws.partialDepth({ symbol: MARKET, level: 5 }, tell),
  ticker: tell => client.ws.ticker(MARKET, tell),
  allTickers: tell => client.ws.allTickers(tell),
  miniTicker: tell => client.ws.miniTicker(MARKET, tell),
  allMiniTickers: tell => client.ws.allMiniTickers(tell),
  bookTicker: tell => client.ws.bookTicker(MARKET, tell),
  candles: tell => client.ws.candles(MARKET, '1m', tell),
  trades: tell => client.ws.trades([MARKET], tell),
  aggTrades: tell => client.ws.aggTrades([MARKET], tell)
}
for (const [name, open] of Object.entries(STREAMS)) {
  await walk.tries(`stream ${name}`, async () => {
    const mailbox = new Mailbox()
    const close = await open(each => mailbox.put(each))
    walk.after(() => close())
    await new Promise(resolve => setTimeout(resolve, 500))
    await mailbox.stirred(trade)
  })
}
await walk.tries('ws.user', async () => {
  const mailbox = new Mailbox()
  const close = await client.ws.user(each => mailbox.put(each))
  walk.after(() => close())
  await new Promise(resolve => setTimeout(resolve, 700))
  const report = await mailbox.stirred(trade, each => each.eventType === 'executionReport' && each.executionType === 'TRADE')
  that(report.orderStatus === 'FILLED' && report.symbol === MARKET, report)
  await mailbox.next(each => each.eventType === 'outboundAccountPosition')
})
for (const kind of ['ed25519', 'rsa']) {
  const key = await walker.pairKey(kind)
  await walk.tries(`${kind}: accountInfo`, async () => that((await Binance({ apiKey: key.key, privateKey: key.privateKey, ...at }).accountInfo()).canTrade))
}
await walk.end()

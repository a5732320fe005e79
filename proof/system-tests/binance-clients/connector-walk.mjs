// @binance/connector: REST with keys of three kinds, streams, listen keys and the WebSocket API.

import { createRequire } from 'node:module'
import { BASE_URL, company, WS_URL } from './exchange.mjs'
import { Mailbox, that, until, Walk } from './walk.mjs'

const { PrivateKeyAlgo, Spot, WebsocketAPI, WebsocketStream } = createRequire(import.meta.url)('@binance/connector')
const MARKET = 'BTCUSDT'
const QUIET = { log () {}, debug () {}, info () {}, warn () {}, error () {} }
const walk = new Walk('@binance/connector')
const { walker, friend } = await company()
const hmac = await walker.hmacKey(['read', 'trade', 'withdraw'])
const client = new Spot(hmac.key, hmac.secret, { baseURL: BASE_URL })

/** Answer of a REST call, with its headers looked at. */
const data = async promise => (await promise).data
const coded = code => error => error?.response?.data?.code === code

await friend.order('BTC-USDT', 'sell', 'limit', { price: '1210.00', quantity: '0.2' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '1190.00', quantity: '0.2' })

await walk.tries('ping', () => client.ping())
await walk.tries('time', async () => that((await data(client.time())).serverTime > 0))
await walk.tries('exchangeInfo', async () => that((await data(client.exchangeInfo({ symbols: [MARKET, 'ETHUSDT'] }))).symbols.length === 2))
await walk.tries('exchangeInfo of one', async () => that((await data(client.exchangeInfo({ symbol: MARKET }))).symbols[0].filters.length > 3))
await walk.tries('depth', async () => {
  const book = await until(() => data(client.depth(MARKET, { limit: 5 })), each => each.asks.length > 0)
  that(book.asks[0][0] * 1 > 0 && book.lastUpdateId > 0, book)
})
const filled = await walk.tries('newOrder market, FULL', async () => {
  const answer = await client.newOrder(MARKET, 'BUY', 'MARKET', { quantity: 0.02, newOrderRespType: 'FULL' })
  that(answer.data.status === 'FILLED' && answer.data.fills.length === 1 && answer.data.fills[0].tradeId !== undefined, answer.data)
  that(answer.headers['x-mbx-used-weight-1m'] !== undefined, Object.keys(answer.headers))
  that(answer.headers['x-mbx-order-count-10s'] !== undefined, Object.keys(answer.headers))
  return answer.data
})
const resting = await walk.tries('newOrder limit, ACK', async () => {
  const order = await data(client.newOrder(MARKET, 'BUY', 'LIMIT', { quantity: 0.01, price: 1100, timeInForce: 'GTC', newOrderRespType: 'ACK', newClientOrderId: 'connector-1' }))
  that(order.orderId > 0 && order.clientOrderId === 'connector-1' && order.status === undefined, order)
  return order
})
await walk.tries('newOrder limit maker, RESULT', async () => {
  const order = await data(client.newOrder(MARKET, 'BUY', 'LIMIT_MAKER', { quantity: 0.01, price: 1101, newOrderRespType: 'RESULT' }))
  that(order.status === 'NEW' && order.fills === undefined && order.cummulativeQuoteQty * 1 === 0, order)
})
await walk.tries('newOrderTest', () => client.newOrderTest(MARKET, 'BUY', 'LIMIT', { quantity: 0.01, price: 1100, timeInForce: 'GTC' }))
await walk.tries('newOrderTest with commissions', async () => {
  const tested = await data(client.newOrderTest(MARKET, 'BUY', 'LIMIT', { quantity: 0.01, price: 1100, timeInForce: 'GTC', computeCommissionRates: true }))
  that(tested.standardCommissionForOrder.taker !== undefined, tested)
})
await walk.tries('getOrder', async () => that((await data(client.getOrder(MARKET, { orderId: resting.orderId }))).status === 'NEW'))
await walk.tries('getOrder by its own id', async () => that((await data(client.getOrder(MARKET, { origClientOrderId: 'connector-1' }))).orderId === resting.orderId))
await walk.tries('openOrders', async () => that((await data(client.openOrders({ symbol: MARKET }))).length === 2))
await walk.tries('openOrders of all markets', async () => that((await data(client.openOrders())).length === 2))
await walk.tries('allOrders', async () => that((await data(client.allOrders(MARKET))).length >= 3))
await walk.tries('cancelAndReplace, STOP_ON_FAILURE', async () => {
  const both = await data(client.cancelAndReplace(MARKET, 'BUY', 'LIMIT', 'STOP_ON_FAILURE', { cancelOrderId: resting.orderId, quantity: 0.02, price: 1102, timeInForce: 'GTC' }))
  that(both.cancelResult === 'SUCCESS' && both.newOrderResult === 'SUCCESS' && both.newOrderResponse.price * 1 === 1102, both)
})
await walk.refused('cancelAndReplace of nothing, STOP_ON_FAILURE',
  () => client.cancelAndReplace(MARKET, 'BUY', 'LIMIT', 'STOP_ON_FAILURE', { cancelOrderId: 987654321, quantity: 0.02, price: 1102, timeInForce: 'GTC' }),
  error => error.response?.data?.code === -2022 && error.response.data.data.cancelResult === 'FAILURE' && error.response.data.data.newOrderResult === 'NOT_ATTEMPTED')
await walk.refused('cancelAndReplace of nothing, ALLOW_FAILURE',
  () => client.cancelAndReplace(MARKET, 'BUY', 'LIMIT', 'ALLOW_FAILURE', { cancelOrderId: 987654321, quantity: 0.02, price: 1103, timeInForce: 'GTC' }),
  error => error.response?.data?.code === -2021 && error.response.data.data.newOrderResult === 'SUCCESS')
await walk.tries('cancelOrder', async () => {
  const open = await data(client.openOrders({ symbol: MARKET }))
  that((await data(client.cancelOrder(MARKET, { orderId: open[0].orderId }))).status === 'CANCELED')
})
await walk.tries('cancelOpenOrders', async () => that((await data(client.cancelOpenOrders(MARKET))).every(each => each.status === 'CANCELED')))
await walk.tries('newOCOOrder', async () => {
  const pair = await data(client.newOCOOrder(MARKET, 'SELL', 0.01, 'LIMIT_MAKER', 'STOP_LOSS_LIMIT', { abovePrice: 1300, belowPrice: 1040, belowStopPrice: 1050, belowTimeInForce: 'GTC', listClientOrderId: 'pair-1' }))
  that(pair.orderListId > 0 && pair.orders.length === 2 && pair.listStatusType === 'EXEC_STARTED', pair)
})
await walk.tries('getOCOOrder', async () => that((await data(client.getOCOOrder({ origClientOrderId: 'pair-1' }))).listOrderStatus === 'EXECUTING'))
await walk.tries('getOpenOCOOrders', async () => that((await data(client.getOpenOCOOrders())).length === 1))
await walk.tries('cancelOCOOrder', async () => that((await data(client.cancelOCOOrder(MARKET, { listClientOrderId: 'pair-1' }))).listOrderStatus === 'ALL_DONE'))
await walk.tries('getOCOOrders', async () => that((await data(client.getOCOOrders())).length === 1))
await walk.tries('account', async () => {
  const account = await data(client.account())
  that(account.canTrade && account.balances.find(each => each.asset === 'BTC').free * 1 > 0.9, account)
})
await walk.tries('myTrades', async () => {
  const trades = await until(() => data(client.myTrades(MARKET)), each => each.length > 0)
  that(trades[0].orderId === filled.orderId && trades[0].isBuyer && !trades[0].isMaker, trades)
})
await walk.tries('orderCount', async () => that(Array.isArray(await data(client.orderCount()))))

await walk.tries('trades', async () => that((await until(() => data(client.trades(MARKET)), each => each.length > 0)).at(-1).price * 1 > 0))
await walk.tries('historicalTrades', async () => that((await data(client.historicalTrades(MARKET))).length > 0))
await walk.tries('aggTrades', async () => that((await data(client.aggTrades(MARKET))).at(-1).p * 1 > 0))
await walk.tries('klines', async () => that((await data(client.klines(MARKET, '1m'))).at(-1).length === 12))
await walk.tries('uiklines', async () => that((await data(client.uiklines(MARKET, '1h'))).length > 0))
await walk.tries('avgPrice', async () => that((await data(client.avgPrice(MARKET))).price * 1 > 0))
await walk.tries('ticker24hr', async () => that((await data(client.ticker24hr(MARKET))).lastPrice * 1 > 0))
await walk.tries('ticker24hr of some', async () => that((await data(client.ticker24hr('', [MARKET, 'ETHUSDT']))).length === 2))
await walk.tries('tickerPrice', async () => that((await data(client.tickerPrice(MARKET))).price * 1 > 0))
await walk.tries('tickerPrice of all', async () => that((await data(client.tickerPrice())).length > 0))
await walk.tries('bookTicker', async () => that((await data(client.bookTicker(MARKET))).bidPrice * 1 > 0))
await walk.tries('rollingWindowTicker', async () => that((await data(client.rollingWindowTicker(MARKET, [], { windowSize: '1h' }))).count > 0))

await walk.refused('a parameter that there is not', () => client.newOrder(MARKET, 'BUY', 'MARKET', { quantity: 0.01, nonsense: 1 }), coded(-1104))
await walk.refused('too little money', () => client.newOrder(MARKET, 'BUY', 'LIMIT', { quantity: 900, price: 1100, timeInForce: 'GTC' }),
  error => error.response?.data?.code === -2010 && error.response.data.msg === 'Account has insufficient balance for requested action.')
await walk.refused('a price off its step', () => client.newOrder(MARKET, 'BUY', 'LIMIT', { quantity: 0.01, price: 1100.001, timeInForce: 'GTC' }),
  error => error.response?.data?.code === -1013 || error.response?.data?.code === -1111)
await walk.refused('an order that there is not', () => client.getOrder(MARKET, { orderId: 987654321 }), coded(-2013))
await walk.refused('canceling an order that there is not', () => client.cancelOrder(MARKET, { orderId: 987654321 }), coded(-2011))
await walk.refused('a market that there is not', () => client.depth('NOSUCH'), coded(-1121))
await walk.refused('a wrong secret', () => new Spot(hmac.key, 'wrong', { baseURL: BASE_URL }).account(), coded(-1022))

await walk.tries('systemStatus', async () => that((await data(client.systemStatus())).status === 0))
await walk.tries('coinInfo', async () => that((await data(client.coinInfo())).find(each => each.coin === 'USDT').networkList.length > 0))
await walk.tries('assetDetail', async () => that((await data(client.assetDetail({ asset: 'BTC' }))).BTC.withdrawStatus))
await walk.tries('tradeFee', async () => that((await data(client.tradeFee({ symbol: MARKET }))).length === 1))
await walk.tries('depositAddress', async () => that((await data(client.depositAddress('BTC'))).address.length > 10))
await walk.tries('depositHistory', async () => that((await data(client.depositHistory({ coin: 'USDT', status: 1 }))).length === 1))
const there = await friend.address('USDT')
await walker.allow(there.network, there.address)
const sent = await walk.tries('withdraw', () => data(client.withdraw('USDT', there.address, 25, { network: 'SIMULATED', withdrawOrderId: 'c-1', name: 'a friend' })))
await walk.tries('withdrawHistory', async () => {
  const all = await until(() => data(client.withdrawHistory({ withdrawOrderId: 'c-1' })), each => each[0]?.status === 6)
  that(all[0].id === sent.id && all[0].amount === '24' && all[0].transactionFee === '1', all)
})

for (const [kind, algorithm] of [['ed25519', PrivateKeyAlgo.ED25519], ['rsa', PrivateKeyAlgo.RSA]]) {
  const key = await walker.pairKey(kind)
  const signing = new Spot(key.key, '', { baseURL: BASE_URL, privateKey: key.privateKey, privateKeyAlgo: algorithm })
  await walk.tries(`${kind}: account`, async () => that((await data(signing.account())).canTrade))
  await walk.tries(`${kind}: newOrder, cancelOrder`, async () => {
    const order = await data(signing.newOrder(MARKET, 'BUY', 'LIMIT', { quantity: 0.01, price: 1100, timeInForce: 'GTC' }))
    that((await data(signing.cancelOrder(MARKET, { orderId: order.orderId }))).status === 'CANCELED')
  })
}

// Streams: everything of the market's, first each by its own connection, then combined.
const trade = async () => {
  await friend.order('BTC-USDT', 'sell', 'limit', { price: '1200.00', quantity: '0.001' })
  await client.newOrder(MARKET, 'BUY', 'LIMIT', { quantity: 0.001, price: 1200, timeInForce: 'GTC' })
}
const opened = callbacks => new Promise(resolve => {
  const mailbox = new Mailbox()
  const stream = new WebsocketStream({ logger: QUIET, wsURL: WS_URL, ...callbacks, callbacks: { open: () => resolve({ stream, mailbox }), message: text => mailbox.put(JSON.parse(text)) } })
  walk.after(() => stream.disconnect())
  callbacks.begin(stream)
})
const STREAMS = {
  aggTrade: [stream => stream.aggTrade(MARKET), each => each.e === 'aggTrade' && each.p * 1 === 1200],
  trade: [stream => stream.trade(MARKET), each => each.e === 'trade' && each.t > 0],
  kline: [stream => stream.kline(MARKET, '1m'), each => each.e === 'kline' && each.k.i === '1m'],
  miniTicker: [stream => stream.miniTicker(MARKET), each => each.e === '24hrMiniTicker'],
  'miniTicker of all': [stream => stream.miniTicker(), each => Array.isArray(each) && each[0].e === '24hrMiniTicker'],
  ticker: [stream => stream.ticker(MARKET), each => each.e === '24hrTicker'],
  'ticker of all': [stream => stream.ticker(), each => Array.isArray(each) && each[0].e === '24hrTicker'],
  rollingWindowTicker: [stream => stream.rollingWindowTicker('1h', MARKET), each => each.e === '1hTicker'],
  bookTicker: [stream => stream.bookTicker(MARKET), each => each.u > 0 && each.b !== undefined],
  partialBookDepth: [stream => stream.partialBookDepth(MARKET, 5, '100ms'), each => each.lastUpdateId > 0 && each.asks.length > 0],
  diffBookDepth: [stream => stream.diffBookDepth(MARKET, '100ms'), each => each.e === 'depthUpdate' && each.u >= each.U]
}
for (const [name, [begin, like]] of Object.entries(STREAMS)) {
  await walk.tries(`stream ${name}`, async () => {
    const { stream, mailbox } = await opened({ begin })
    await mailbox.stirred(trade, like)
    stream.disconnect()
  })
}
await walk.tries('streams combined, SUBSCRIBE, UNSUBSCRIBE', async () => {
  const { stream, mailbox } = await opened({ combinedStreams: true, begin: each => each.subscribe(['btcusdt@trade', 'btcusdt@bookTicker']) })
  await mailbox.stirred(trade, each => each.stream === 'btcusdt@trade' && each.data.e === 'trade')
  stream.subscribe('btcusdt@aggTrade')
  await mailbox.next(each => each.result === null && each.id !== undefined)
  await mailbox.stirred(trade, each => each.stream === 'btcusdt@aggTrade')
  stream.unsubscribe('btcusdt@aggTrade')
  await mailbox.next(each => each.result === null && each.id !== undefined)
})
await walk.tries('listen key: made, renewed, followed, closed', async () => {
  const key = (await data(client.createListenKey())).listenKey
  await client.renewListenKey(key)
  const { mailbox } = await opened({ begin: stream => stream.userData(key) })
  await new Promise(resolve => setTimeout(resolve, 700)) // it follows from when it is open
  const report = await mailbox.stirred(trade, each => each.e === 'executionReport' && each.x === 'TRADE')
  that(report.s === MARKET && report.L * 1 === 1200 && report.X === 'FILLED', report)
  await mailbox.next(each => each.e === 'outboundAccountPosition' && each.B.length > 0)
  await walker.deposit('USDT', '20')
  const change = await mailbox.next(each => each.e === 'balanceUpdate')
  that(change.a === 'USDT' && change.d * 1 === 20, change)
  await client.closeListenKey(key)
})

// The WebSocket API.
const answers = new Mailbox()
const api = await new Promise(resolve => {
  const made = new WebsocketAPI(hmac.key, hmac.secret, { logger: QUIET, wsURL: WS_URL + '/ws-api/v3', callbacks: { open: () => resolve(made), message: text => answers.put(JSON.parse(text)) } })
  walk.after(() => made.disconnect())
})
let number = 0
/** The result of one question. */
async function answered (question, status = 200) {
  const id = `q-${++number}`
  question(id)
  const answer = await answers.next(each => each.id === id)
  that(answer.status === status, answer)
  return status === 200 ? answer.result : answer.error
}
await walk.tries('ws-api ping', () => answered(id => api.ping({ id })))
await walk.tries('ws-api time', async () => that((await answered(id => api.time({ id }))).serverTime > 0))
await walk.tries('ws-api exchangeInfo', async () => that((await answered(id => api.exchangeInfo({ id, symbol: MARKET }))).symbols.length === 1))
await walk.tries('ws-api depth', async () => that((await answered(id => api.orderbook(MARKET, { id, limit: 5 }))).bids.length > 0))
await walk.tries('ws-api trades', async () => that((await answered(id => api.trades(MARKET, { id }))).length > 0))
await walk.tries('ws-api historicalTrades', async () => that((await answered(id => api.historicalTrades(MARKET, { id }))).length > 0))
await walk.tries('ws-api aggTrades', async () => that((await answered(id => api.aggTrades(MARKET, { id }))).length > 0))
await walk.tries('ws-api klines', async () => that((await answered(id => api.klines(MARKET, '1m', { id }))).length > 0))
await walk.tries('ws-api uiKlines', async () => that((await answered(id => api.uiKlines(MARKET, '1m', { id }))).length > 0))
await walk.tries('ws-api ticker24hr', async () => that((await answered(id => api.ticker24hr({ id, symbol: MARKET }))).count > 0))
await walk.tries('ws-api ticker', async () => that((await answered(id => api.ticker({ id, symbol: MARKET }))).count > 0))
await walk.tries('ws-api tickerPrice', async () => that((await answered(id => api.tickerPrice({ id, symbol: MARKET }))).price * 1 > 0))
await walk.tries('ws-api tickerBook', async () => that((await answered(id => api.tickerBook({ id, symbol: MARKET }))).bidPrice * 1 > 0))
const placed = await walk.tries('ws-api newOrder', async () => {
  const order = await answered(id => api.newOrder(MARKET, 'BUY', 'LIMIT', { id, timeInForce: 'GTC', price: 1100, quantity: 0.01, newOrderRespType: 'RESULT' }))
  that(order.status === 'NEW', order)
  return order
})
await walk.tries('ws-api testNewOrder', () => answered(id => api.testNewOrder(MARKET, 'BUY', 'LIMIT', { id, timeInForce: 'GTC', price: 1100, quantity: 0.01 })))
await walk.tries('ws-api getOrder', async () => that((await answered(id => api.getOrder(MARKET, { id, orderId: placed.orderId }))).status === 'NEW'))
await walk.tries('ws-api openOrders', async () => that((await answered(id => api.openOrders(MARKET, { id }))).length === 1))
await walk.tries('ws-api cancelReplaceOrder', async () => {
  const both = await answered(id => api.cancelReplaceOrder(MARKET, 'ALLOW_FAILURE', 'BUY', 'LIMIT', { id, cancelOrderId: placed.orderId, timeInForce: 'GTC', price: 1101, quantity: 0.01 }))
  that(both.cancelResult === 'SUCCESS' && both.newOrderResult === 'SUCCESS', both)
})
await walk.tries('ws-api cancelOpenOrders', async () => that((await answered(id => api.cancelOpenOrders(MARKET, { id }))).length === 1))
await walk.tries('ws-api account', async () => that((await answered(id => api.account({ id }))).canTrade))
await walk.tries('ws-api orderHistory', async () => that((await answered(id => api.orderHistory(MARKET, { id }))).length > 3))
await walk.tries('ws-api myTrades', async () => that((await answered(id => api.myTrades(MARKET, { id }))).length > 0))
await walk.tries('ws-api orderLimit', async () => that(Array.isArray(await answered(id => api.orderLimit({ id })))))
await walk.tries('ws-api preventedMatches', async () => that(Array.isArray(await answered(id => api.preventedMatches(MARKET, { id, orderId: placed.orderId })))))
await walk.tries('ws-api cancelOrder of nothing', async () => that((await answered(id => api.cancelOrder(MARKET, { id, orderId: 987654321 }), 400)).code === -2011))
await walk.end()

// @binance/spot: REST, the WebSocket API with a session, and streams.

import { createRequire } from 'node:module'
import { BASE_URL, company, WS_URL } from './exchange.mjs'
import { Mailbox, that, until, WAIT_MILLIS, Walk } from './walk.mjs'

const { Spot } = createRequire(import.meta.url)('@binance/spot')
const MARKET = 'BTCUSDT'
const walk = new Walk('@binance/spot')
const { walker, friend } = await company()

function client (key) {
  const signing = { apiKey: key.key, apiSecret: key.secret, privateKey: key.privateKey }
  return new Spot({
    configurationRestAPI: { ...signing, basePath: BASE_URL, timeout: WAIT_MILLIS },
    configurationWebsocketAPI: { ...signing, wsURL: WS_URL + '/ws-api/v3' },
    configurationWebsocketStreams: { wsURL: WS_URL }
  })
}

await friend.order('BTC-USDT', 'sell', 'limit', { price: '1610.00', quantity: '0.2' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '1590.00', quantity: '0.2' })
const trade = async rest => {
  await friend.order('BTC-USDT', 'sell', 'limit', { price: '1600.00', quantity: '0.001' })
  await rest.newOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.001, price: 1600 })
}
const data = async promise => (await promise).data()

for (const kind of ['hmac', 'ed25519', 'rsa']) {
  const key = kind === 'hmac' ? await walker.hmacKey() : await walker.pairKey(kind)
  const spot = client(key)
  const rest = spot.restAPI
  await walk.tries(`${kind}: ping, time, exchangeInfo`, async () => {
    await rest.ping()
    that((await data(rest.time())).serverTime > 0)
    that((await data(rest.exchangeInfo({ symbols: [MARKET] }))).symbols.length === 1)
  })
  await walk.tries(`${kind}: depth`, async () => that((await until(() => data(rest.depth({ symbol: MARKET, limit: 5 })), each => each.asks.length > 0 && each.bids.length > 0)).lastUpdateId > 0))
  const resting = await walk.tries(`${kind}: newOrder`, async () => {
    const taken = await data(rest.newOrder({ symbol: MARKET, side: 'BUY', type: 'MARKET', quantity: 0.01, newOrderRespType: 'FULL' }))
    that(taken.status === 'FILLED' && taken.fills.length > 0, taken)
    return data(rest.newOrder({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.02, price: 1500 }))
  })
  await walk.tries(`${kind}: orderTest`, () => rest.orderTest({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 1500 }))
  await walk.tries(`${kind}: orderAmendKeepPriority, orderAmendments`, async () => {
    await rest.orderAmendKeepPriority({ symbol: MARKET, orderId: resting.orderId, newQty: 0.01 })
    that((await until(() => data(rest.orderAmendments({ symbol: MARKET, orderId: resting.orderId })), each => each.length > 0)).length === 1)
  })
  await walk.tries(`${kind}: getOrder, getOpenOrders, deleteOrder`, async () => {
    that((await data(rest.getOrder({ symbol: MARKET, orderId: resting.orderId }))).status === 'NEW')
    that((await data(rest.getOpenOrders({ symbol: MARKET }))).length === 1)
    that((await data(rest.deleteOrder({ symbol: MARKET, orderId: resting.orderId }))).status === 'CANCELED')
  })
  await walk.tries(`${kind}: orderListOto, getOrderList, deleteOrderList`, async () => {
    const working = { workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 1500, workingQuantity: 0.01, workingTimeInForce: 'GTC' }
    const pending = { pendingType: 'STOP_LOSS', pendingSide: 'SELL', pendingQuantity: 0.01, pendingStopPrice: 1400 }
    const list = await data(rest.orderListOto({ symbol: MARKET, ...working, ...pending }))
    that(list.contingencyType === 'OTO' && list.orderReports[1].status === 'PENDING_NEW', list)
    that((await data(rest.getOrderList({ orderListId: list.orderListId }))).listOrderStatus === 'EXECUTING')
    that((await data(rest.deleteOrderList({ symbol: MARKET, orderListId: list.orderListId }))).orderReports.length === 2)
  })
  await walk.tries(`${kind}: getAccount, myTrades, rateLimitOrder, accountCommission`, async () => {
    that((await data(rest.getAccount())).canTrade)
    that((await until(() => data(rest.myTrades({ symbol: MARKET })), each => each.length > 0)).length > 0)
    that((await data(rest.rateLimitOrder())).length > 0)
    that((await data(rest.accountCommission({ symbol: MARKET }))).symbol === MARKET)
  })

  const api = await walk.tries(`${kind}: ws-api connect`, () => spot.websocketAPI.connect())
  if (api === undefined) continue
  walk.after(() => api.disconnect())
  if (kind === 'ed25519') {
    await walk.tries('ed25519: ws-api sessionLogon, sessionStatus', async () => {
      await api.sessionLogon()
      that((await api.sessionStatus()).data.apiKey === key.key)
    })
  }
  await walk.tries(`${kind}: ws-api orderPlace, orderStatus, orderCancel`, async () => {
    const order = (await api.orderPlace({ symbol: MARKET, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', price: 1500, quantity: 0.01 })).data
    that((await api.orderStatus({ symbol: MARKET, orderId: order.orderId })).data.status === 'NEW')
    that((await api.orderCancel({ symbol: MARKET, orderId: order.orderId })).data.status === 'CANCELED')
  })
  await walk.tries(`${kind}: ws-api depth, klines, ticker24hr, accountStatus`, async () => {
    that((await api.depth({ symbol: MARKET, limit: 5 })).data.bids.length > 0)
    that((await api.klines({ symbol: MARKET, interval: '1m' })).data.length > 0)
    that((await api.ticker24hr({ symbol: MARKET })).data !== undefined)
    that((await api.accountStatus()).data.canTrade)
  })
  await walk.tries(`${kind}: ws-api user data`, async () => {
    const mailbox = new Mailbox()
    const subscribed = kind === 'ed25519' ? await api.userDataStreamSubscribe() : await api.userDataStreamSubscribeSignature()
    const stream = subscribed.stream ?? subscribed
    stream.on('message', each => mailbox.put(each))
    await trade(rest)
    await mailbox.next(each => (each.e ?? each.event?.e) === 'executionReport')
  })
}

const streams = await walk.tries('streams connect', () => client({}).websocketStreams.connect())
if (streams !== undefined) {
  walk.after(() => streams.disconnect())
  const rest = client(await walker.hmacKey()).restAPI
  const STREAMS = {
    trade: () => streams.trade({ symbol: MARKET.toLowerCase() }),
    aggTrade: () => streams.aggTrade({ symbol: MARKET.toLowerCase() }),
    kline: () => streams.kline({ symbol: MARKET.toLowerCase(), interval: '1m' }),
    miniTicker: () => streams.miniTicker({ symbol: MARKET.toLowerCase() }),
    ticker: () => streams.ticker({ symbol: MARKET.toLowerCase() }),
    avgPrice: () => streams.avgPrice({ symbol: MARKET.toLowerCase() }),
    bookTicker: () => streams.bookTicker({ symbol: MARKET.toLowerCase() }),
    partialBookDepth: () => streams.partialBookDepth({ symbol: MARKET.toLowerCase(), levels: '5', updateSpeed: '100ms' }),
    diffBookDepth: () => streams.diffBookDepth({ symbol: MARKET.toLowerCase(), updateSpeed: '100ms' })
  }
  for (const [name, open] of Object.entries(STREAMS)) {
    await walk.tries(`stream ${name}`, async () => {
      const mailbox = new Mailbox()
      open().on('message', each => mailbox.put(each))
      await mailbox.stirred(() => trade(rest))
    })
  }
}
await walk.end()

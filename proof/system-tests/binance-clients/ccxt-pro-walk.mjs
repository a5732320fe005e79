// ccxt.pro over WebSockets: streams of markets, orders over the WebSocket API, and what happens to the account.

import ccxt from 'ccxt'
import { BASE_URL, company, WS_URL } from './exchange.mjs'
import { that, WAIT_MILLIS, Walk, within } from './walk.mjs'

const MARKET = 'BTC/USDT'
const walk = new Walk('ccxt.pro')
const { walker, friend } = await company()

/** The same addresses as it has built in, elsewhere. */
function elsewhere (urls) {
  for (const [name, url] of Object.entries(urls)) {
    if (typeof url !== 'string') elsewhere(url)
    else urls[name] = url.replace(/^https:\/\/[^/]+/, BASE_URL).replace(/^wss:\/\/[^/]+/, WS_URL)
  }
}

function client (key, secret) {
  const made = new ccxt.pro.binance({ apiKey: key, secret, timeout: WAIT_MILLIS })
  elsewhere(made.urls.api)
  walk.after(() => made.close())
  return made
}

const hmac = await walker.hmacKey()
const exchange = client(hmac.key, hmac.secret)
await exchange.loadHttpProxyAgent() // as it asks to where an address begins with ws:
await walk.tries('loadMarkets', () => exchange.loadMarkets())

async function trade (price = '1000.00', quantity = '0.01') {
  await friend.order('BTC-USDT', 'sell', 'limit', { price, quantity })
  await exchange.createOrder(MARKET, 'limit', 'buy', Number(quantity), Number(price))
}

/** Something happens while a client watches. */
async function seen (watching, happening, holds = () => true) {
  let done = false
  const first = (async () => {
    for (;;) {
      const told = await watching()
      if (holds(told)) return told
    }
  })()
  const going = (async () => {
    while (!done) {
      await new Promise(resolve => setTimeout(resolve, 700))
      if (!done) await happening()
    }
  })()
  try {
    return await within(WAIT_MILLIS, first)
  } finally {
    done = true
    await going.catch(() => {})
  }
}

await friend.order('BTC-USDT', 'sell', 'limit', { price: '1100.00', quantity: '0.3' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '900.00', quantity: '0.1' })

await walk.tries('watchOrderBook', async () => {
  let price = 910
  const book = await seen(() => exchange.watchOrderBook(MARKET),
    () => friend.order('BTC-USDT', 'buy', 'limit', { price: `${price++}.00`, quantity: '0.01' }),
    each => each.bids.length > 0 && each.bids[0][0] > 911)
  that(book.asks[0][0] === 1100 && book.nonce > 0, book)
})
await walk.tries('watchOrderBook of ten levels', async () => that((await seen(() => exchange.watchOrderBook(MARKET, 10), trade)).asks.length > 0))
await walk.tries('watchTrades', async () => that((await seen(() => exchange.watchTrades(MARKET), trade)).at(-1).price === 1000))
await walk.tries('watchTicker', async () => that((await seen(() => exchange.watchTicker(MARKET), trade)).last === 1000))
await walk.tries('watchTickers', async () => that((await seen(() => exchange.watchTickers([MARKET]), trade))[MARKET].last === 1000))
await walk.tries('watchBidsAsks', async () => {
  let price = 950
  const told = await seen(() => exchange.watchBidsAsks([MARKET]),
    () => friend.order('BTC-USDT', 'buy', 'limit', { price: `${price++}.00`, quantity: '0.01' }))
  that(told[MARKET].bid > 0, told)
})
await walk.tries('watchOHLCV', async () => that((await seen(() => exchange.watchOHLCV(MARKET, '1m'), trade)).at(-1)[5] > 0))
await walk.tries('unWatchTrades', () => exchange.unWatchTrades(MARKET))
await walk.tries('unWatchTicker', () => exchange.unWatchTicker(MARKET))
await walk.tries('unWatchOHLCV', () => exchange.unWatchOHLCV(MARKET, '1m'))

await walk.tries('watchBalance', async () => that((await seen(() => exchange.watchBalance(), trade)).USDT.total < 40000))
await walk.tries('watchOrders', async () => {
  const orders = await seen(() => exchange.watchOrders(MARKET), trade, each => each.some(order => order.status === 'closed'))
  that(orders.some(order => order.filled === 0.01 && order.price === 1000), orders)
})
await walk.tries('watchMyTrades', async () => {
  const trades = await seen(() => exchange.watchMyTrades(MARKET), trade)
  that(trades.at(-1).price === 1000 && trades.at(-1).fee.cost > 0, trades)
})

const margin = client(hmac.key, hmac.secret)
margin.options.watchPositions = { ...margin.options.watchPositions, fetchPositionsSnapshot: false } // it has no positions to wait for
await margin.loadHttpProxyAgent()
await walk.tries('margin: watchOrders by a listen token', async () => {
  const orders = await seen(() => margin.watchOrders(MARKET, undefined, undefined, { type: 'margin' }), trade,
    each => each.some(order => order.status === 'closed'))
  that(orders.some(order => order.filled === 0.01 && order.price === 1000), orders)
})
await walk.tries('margin: watchMyTrades', async () => {
  const trades = await seen(() => margin.watchMyTrades(MARKET, undefined, undefined, { type: 'margin' }), trade)
  that(trades.at(-1).price === 1000, trades)
})

await walk.tries('fetchTradesWs', async () => that((await exchange.fetchTradesWs(MARKET)).length > 0))
await walk.tries('fetchOHLCVWs', async () => that((await exchange.fetchOHLCVWs(MARKET, '1m')).length > 0))
await walk.tries('fetchBalanceWs', async () => that((await exchange.fetchBalanceWs()).info !== undefined))
const resting = await walk.tries('createOrderWs', async () => {
  const order = await exchange.createOrderWs(MARKET, 'limit', 'buy', 0.01, 850)
  that(order.status === 'open' && order.price === 850, order)
  return order
})
await walk.tries('fetchOrderWs', async () => that((await exchange.fetchOrderWs(resting.id, MARKET)).status === 'open'))
await walk.tries('fetchOpenOrdersWs', async () => that((await exchange.fetchOpenOrdersWs(MARKET)).length === 1))
const edited = await walk.tries('editOrderWs', async () => {
  const order = await exchange.editOrderWs(resting.id, MARKET, 'limit', 'buy', 0.02, 851)
  that(order.status === 'open' && order.amount === 0.02, order)
  return order
})
await walk.tries('cancelOrderWs', async () => that((await exchange.cancelOrderWs(edited.id, MARKET)).status === 'canceled'))
await walk.tries('createOrderWs market', async () => {
  const order = await exchange.createOrderWs(MARKET, 'market', 'buy', 0.01)
  that(order.status === 'closed' && order.filled === 0.01, order)
})
await walk.tries('cancelAllOrdersWs', async () => {
  await exchange.createOrderWs(MARKET, 'limit', 'buy', 0.01, 852)
  await exchange.cancelAllOrdersWs(MARKET)
  that((await exchange.fetchOpenOrdersWs(MARKET)).length === 0)
})
await walk.tries('fetchOrdersWs', async () => that((await exchange.fetchOrdersWs(MARKET)).length > 3))
await walk.tries('fetchMyTradesWs', async () => that((await exchange.fetchMyTradesWs(MARKET)).length > 3))

for (const kind of ['ed25519', 'rsa']) {
  const key = await walker.pairKey(kind)
  const signing = client(key.key, key.privateKey)
  await signing.loadHttpProxyAgent()
  await walk.tries(`${kind}: createOrderWs, cancelOrderWs`, async () => {
    const order = await signing.createOrderWs(MARKET, 'limit', 'buy', 0.01, 840)
    that((await signing.cancelOrderWs(order.id, MARKET)).status === 'canceled')
  })
  await walk.tries(`${kind}: watchBalance`, async () => that((await seen(() => signing.watchBalance(), trade)).USDT.total > 0))
}
await walk.end()

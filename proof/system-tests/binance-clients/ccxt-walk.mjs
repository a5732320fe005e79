// ccxt over REST, with a key of each kind. Nothing but the base addresses differs from what it has built in.

import ccxt from 'ccxt'
import { BASE_URL, company } from './exchange.mjs'
import { that, until, WAIT_MILLIS, Walk } from './walk.mjs'

const MARKET = 'BTC/USDT'
const walk = new Walk('ccxt')
const { walker, friend } = await company()
const hmac = await walker.hmacKey(['read', 'trade', 'withdraw'])

function client (key, secret) {
  const made = new ccxt.binance({ apiKey: key, secret, timeout: WAIT_MILLIS })
  const elsewhere = url => url.replace(/^https:\/\/[^/]+/, BASE_URL)
  for (const [name, url] of Object.entries(made.urls.api)) if (typeof url === 'string') made.urls.api[name] = elsewhere(url)
  return made
}

const exchange = client(hmac.key, hmac.secret)
const open = client(undefined, undefined)

await walk.tries('loadMarkets without a key', async () => {
  const markets = await open.loadMarkets()
  that(markets[MARKET].active && markets[MARKET].spot, markets[MARKET])
  that(markets[MARKET].precision.price === 0.01 && markets[MARKET].precision.amount === 0.00001, markets[MARKET].precision)
})
await walk.tries('loadMarkets', async () => {
  const markets = await exchange.loadMarkets()
  that(markets['ETH/USDT'].limits.cost.min > 0, markets['ETH/USDT'].limits)
  that(exchange.currencies.USDT.networks !== undefined, exchange.currencies.USDT)
})
await walk.tries('fetchTime', async () => that(Math.abs(await exchange.fetchTime() - Date.now()) < 60_000))
await walk.tries('fetchStatus', async () => that((await exchange.fetchStatus()).status === 'ok'))
await walk.tries('fetchCurrencies', async () => that((await exchange.fetchCurrencies()).BTC.active))
await walk.tries('fetchBalance', async () => {
  const balance = await exchange.fetchBalance()
  that(balance.USDT.free === 40000 && balance.BTC.total === 0.9, balance.USDT, balance.BTC)
})

// A market maker quotes; the walker takes and rests.
await friend.order('BTC-USDT', 'sell', 'limit', { price: '1010.00', quantity: '0.1' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '990.00', quantity: '0.1' })

await walk.tries('fetchOrderBook', async () => {
  const book = await until(() => exchange.fetchOrderBook(MARKET, 5), each => each.asks.length > 0 && each.bids.length > 0)
  that(book.asks[0][0] === 1010 && book.nonce > 0, book)
})
const taken = await walk.tries('createOrder market buy, with its fills', async () => {
  const order = await exchange.createOrder(MARKET, 'market', 'buy', 0.02)
  that(order.status === 'closed' && order.filled === 0.02 && order.average === 1010 && order.trades.length === 1, order)
  that(order.trades[0].fee.currency === 'BTC' || order.trades[0].fee.currency === 'USDT', order.trades)
  return order
})
await walk.tries('createOrder market buy by cost', async () => {
  const order = await exchange.createMarketBuyOrderWithCost(MARKET, 20.2)
  that(order.status === 'closed' && order.filled === 0.02, order)
})
await walk.tries('createOrder market sell', async () => that((await exchange.createOrder(MARKET, 'market', 'sell', 0.01)).average === 990))
await walk.tries('createOrder limit that fills in part', async () => {
  const order = await exchange.createOrder(MARKET, 'limit', 'buy', 0.1, 1010)
  that(order.status === 'open' && order.filled === 0.06 && order.remaining === 0.04, order)
  await exchange.cancelOrder(order.id, MARKET)
})
const resting = await walk.tries('createOrder limit', async () => {
  const order = await exchange.createOrder(MARKET, 'limit', 'buy', 0.01, 900, { clientOrderId: 'mine-' + Date.now() })
  that(order.status === 'open' && order.filled === 0 && order.clientOrderId.startsWith('mine-'), order)
  return order
})
await walk.tries('fetchOrder', async () => that((await exchange.fetchOrder(resting.id, MARKET)).status === 'open'))
await walk.tries('fetchOrder by its own id', async () =>
  that((await exchange.fetchOrder(undefined, MARKET, { clientOrderId: resting.clientOrderId })).id === resting.id))
await walk.tries('fetchOpenOrders', async () => that((await exchange.fetchOpenOrders(MARKET)).length === 1))
await walk.tries('fetchOpenOrders of all markets', async () => {
  exchange.options.warnOnFetchOpenOrdersWithoutSymbol = false
  exchange.options.fetchOpenOrders = { warnWithoutSymbol: false }
  that((await exchange.fetchOpenOrders()).length === 1)
})
const edited = await walk.tries('editOrder', async () => {
  const order = await exchange.editOrder(resting.id, MARKET, 'limit', 'buy', 0.02, 901)
  that(order.status === 'open' && order.price === 901 && order.amount === 0.02, order)
  return order
})
await walk.tries('cancelOrder', async () => that((await exchange.cancelOrder(edited.id, MARKET)).status === 'canceled'))
await walk.tries('createOrder post only', async () => {
  const order = await exchange.createOrder(MARKET, 'limit', 'buy', 0.01, 905, { postOnly: true })
  that(order.postOnly && order.status === 'open', order)
})
await walk.refused('createOrder post only that would take', () => exchange.createOrder(MARKET, 'limit', 'sell', 0.01, 980, { postOnly: true }),
  error => error instanceof ccxt.OrderImmediatelyFillable || error instanceof ccxt.InvalidOrder)
await walk.tries('createOrder stop loss limit', async () => {
  const order = await exchange.createOrder(MARKET, 'limit', 'sell', 0.01, 890, { stopPrice: 895 })
  that(order.stopPrice === 895 && order.status === 'open', order)
})
await walk.tries('createOrder immediate or cancel', async () =>
  that(['canceled', 'expired'].includes((await exchange.createOrder(MARKET, 'limit', 'buy', 0.01, 905, { timeInForce: 'IOC' })).status)))
await walk.tries('createTestOrder', () => exchange.createOrder(MARKET, 'limit', 'buy', 0.01, 900, { test: true }))
await walk.tries('cancelAllOrders', async () => {
  await exchange.cancelAllOrders(MARKET)
  that((await exchange.fetchOpenOrders(MARKET)).length === 0)
})
// The account that borrows is this one: its orders are reached by the paths of margin trading too.
const cross = { marginMode: 'cross' }
await walk.tries('createOrder, fetchOrder, cancelOrder across margin', async () => {
  const order = await exchange.createOrder(MARKET, 'limit', 'buy', 0.01, 900, { ...cross, sideEffectType: 'NO_SIDE_EFFECT' })
  that(order.status === 'open' && order.info.isIsolated === false, order)
  that((await exchange.fetchOrder(order.id, MARKET, cross)).status === 'open')
  that((await exchange.fetchOpenOrders(MARKET, undefined, undefined, cross)).some(each => each.id === order.id))
  that((await exchange.cancelOrder(order.id, MARKET, cross)).status === 'canceled')
  that((await exchange.fetchOrders(MARKET, undefined, undefined, cross)).some(each => each.id === order.id))
  that((await exchange.fetchMyTrades(MARKET, undefined, undefined, cross)).length === 4)
})
await walk.refused('createOrder that borrows where nothing is lent', () =>
  exchange.createOrder(MARKET, 'limit', 'buy', 900, 900, { ...cross, sideEffectType: 'MARGIN_BUY' }), error => error instanceof ccxt.ExchangeError)
await walk.refused('createOrder on isolated margin', () => exchange.createOrder(MARKET, 'limit', 'buy', 0.01, 900, { marginMode: 'isolated' }),
  error => error instanceof ccxt.ExchangeError)
await walk.tries('fetchOrders', async () => that((await exchange.fetchOrders(MARKET)).length >= 8))
await walk.tries('fetchClosedOrders', async () => that((await exchange.fetchClosedOrders(MARKET)).every(each => each.status === 'closed')))
await walk.tries('fetchCanceledOrders', async () => that((await exchange.fetchCanceledOrders(MARKET)).length > 0))
await walk.tries('fetchMyTrades', async () => {
  const trades = await exchange.fetchMyTrades(MARKET)
  that(trades.length === 4 && trades[0].order === taken.id && trades[0].takerOrMaker === 'taker' && trades[0].fee.cost > 0, trades)
})
await walk.tries('fetchOrderTrades', async () => that((await exchange.fetchOrderTrades(taken.id, MARKET)).length === 1))
await walk.tries('fetchTradingFee', async () => that((await exchange.fetchTradingFee(MARKET)).taker > 0))
await walk.tries('fetchTradingFees', async () => that((await exchange.fetchTradingFees())[MARKET].maker >= 0))

await walk.tries('fetchTicker', async () => {
  const ticker = await until(() => exchange.fetchTicker(MARKET), each => each.baseVolume > 0)
  that(ticker.last > 0 && ticker.high >= ticker.low, ticker)
})
await walk.tries('fetchTickers', async () => that((await exchange.fetchTickers([MARKET, 'ETH/USDT']))[MARKET].last > 0))
await walk.tries('fetchTickers of all', async () => that((await exchange.fetchTickers())[MARKET] !== undefined))
await walk.tries('fetchBidsAsks', async () => that((await exchange.fetchBidsAsks([MARKET]))[MARKET].bid > 0))
await walk.tries('fetchLastPrices', async () => that((await exchange.fetchLastPrices([MARKET]))[MARKET].price > 0))
await walk.tries('fetchTrades', async () => that((await exchange.fetchTrades(MARKET)).length >= 4))
await walk.tries('fetchTrades since', async () => that((await exchange.fetchTrades(MARKET, Date.now() - 60_000, 10)).length >= 4))
await walk.tries('fetchOHLCV', async () => that((await exchange.fetchOHLCV(MARKET, '1m')).at(-1)[5] > 0))
await walk.tries('fetchOHLCV since', async () => that((await exchange.fetchOHLCV(MARKET, '1h', Date.now() - 7_200_000, 3)).length > 0))

await walk.refused('too little money', () => exchange.createOrder(MARKET, 'limit', 'buy', 900, 900), error => error instanceof ccxt.InsufficientFunds)
await walk.refused('an order that there is not', () => exchange.fetchOrder('987654321', MARKET), error => error instanceof ccxt.OrderNotFound)
await walk.refused('canceling an order that there is not', () => exchange.cancelOrder('987654321', MARKET), error => error instanceof ccxt.OrderNotFound)
await walk.refused('a market that there is not', () => exchange.publicGetTickerPrice({ symbol: 'NOSUCH' }), error => error instanceof ccxt.BadSymbol)
await walk.refused('a wrong secret', () => client(hmac.key, 'wrong').fetchBalance(), error => error instanceof ccxt.AuthenticationError)
await walk.refused('a wrong key', () => client('wrong', 'wrong').fetchBalance(), error => error instanceof ccxt.AuthenticationError)

await walk.tries('fetchDepositAddress', async () => that((await exchange.fetchDepositAddress('USDT')).address.length > 10))
await walk.tries('fetchDeposits', async () => {
  const deposits = await exchange.fetchDeposits()
  that(deposits.length === 2 && deposits.every(each => each.status === 'ok' && each.txid), deposits)
})
await walk.tries('fetchDepositWithdrawFees', async () => that((await exchange.fetchDepositWithdrawFees(['USDT'])).USDT !== undefined))
await walk.tries('fetchTransactionFees', async () => that((await exchange.fetchTransactionFees()).withdraw.USDT !== undefined))
const there = await friend.address('USDT')
await walk.refused('withdraw to where the allow-list does not say', () => exchange.withdraw('USDT', 50, there.address),
  error => error instanceof ccxt.ExchangeError)
await walker.allow(there.network, there.address)
const sent = await walk.tries('withdraw', async () => exchange.withdraw('USDT', 50, there.address, undefined, { withdrawOrderId: 'once-1' }))
await walk.tries('withdraw with the same id is the same', async () =>
  that((await exchange.withdraw('USDT', 50, there.address, undefined, { withdrawOrderId: 'once-1' })).id === sent.id))
await walk.tries('fetchWithdrawals', async () => {
  const withdrawals = await until(() => exchange.fetchWithdrawals('USDT'), each => each.length === 1 && each[0].status === 'ok')
  that(withdrawals[0].amount === 49 && withdrawals[0].fee.cost === 1 && withdrawals[0].id === sent.id, withdrawals)
})

for (const kind of ['ed25519', 'rsa']) {
  const key = await walker.pairKey(kind)
  const signing = client(key.key, key.privateKey)
  await walk.tries(`${kind}: loadMarkets, fetchBalance`, async () => {
    await signing.loadMarkets()
    that((await signing.fetchBalance()).USDT.total > 0)
  })
  await walk.tries(`${kind}: createOrder, cancelOrder`, async () => {
    const order = await signing.createOrder(MARKET, 'limit', 'buy', 0.01, 900)
    that((await signing.cancelOrder(order.id, MARKET)).status === 'canceled')
  })
}
await walk.end()

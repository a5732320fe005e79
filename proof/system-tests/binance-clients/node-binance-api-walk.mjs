// node-binance-api: REST, streams and the account's own stream by listen key.

import Binance from 'node-binance-api'
import { BASE_URL, company, WS_URL } from './exchange.mjs'
import { Mailbox, that, until, Walk } from './walk.mjs'

const MARKET = 'BTCUSDT'
const walk = new Walk('node-binance-api')
const { walker, friend } = await company()
const hmac = await walker.hmacKey()
const client = new Binance({
  APIKEY: hmac.key,
  APISECRET: hmac.secret,
  reconnect: false,
  log: () => {},
  urls: { base: BASE_URL + '/api/', sapi: BASE_URL + '/sapi/', stream: WS_URL + '/ws/', combineStream: WS_URL + '/stream?streams=' }
})
client.wsApi = WS_URL + '/ws-api/v3' // it has no setting for this one

await friend.order('BTC-USDT', 'sell', 'limit', { price: '1410.00', quantity: '0.2' })
await friend.order('BTC-USDT', 'buy', 'limit', { price: '1390.00', quantity: '0.2' })

await walk.tries('time', async () => that((await client.time()).serverTime > 0))
await walk.tries('exchangeInfo', async () => that((await client.exchangeInfo()).symbols.length > 0))
await walk.tries('depth', async () => that(Object.keys((await until(() => client.depth(MARKET), each => Object.keys(each.asks).length > 0 && Object.keys(each.bids).length > 0)).bids).length > 0))
await walk.tries('marketBuy', async () => that((await client.marketBuy(MARKET, 0.01)).status === 'FILLED'))
await walk.tries('marketSell', async () => that((await client.marketSell(MARKET, 0.01)).status === 'FILLED'))
const resting = await walk.tries('buy', async () => client.buy(MARKET, 0.01, 1300))
await walk.tries('orderStatus', async () => that((await client.orderStatus(MARKET, resting.orderId)).status === 'NEW'))
await walk.tries('openOrders', async () => that((await client.openOrders(MARKET)).length === 1))
await walk.tries('cancel', async () => that((await client.cancel(MARKET, resting.orderId)).status === 'CANCELED'))
await walk.tries('sell, cancelAll', async () => {
  await client.sell(MARKET, 0.01, 1500)
  that((await client.cancelAll(MARKET)).length === 1)
})
await walk.tries('allOrders', async () => that((await client.allOrders(MARKET)).length >= 4))
await walk.tries('balance', async () => that((await client.balance()).BTC.available * 1 > 0.8))
await walk.tries('trades', async () => that((await until(() => client.trades(MARKET), each => each.length > 1)).length === 2))
await walk.tries('prices', async () => that((await client.prices())[MARKET] * 1 > 0))
await walk.tries('bookTickers', async () => that(await client.bookTickers() !== undefined))
await walk.tries('prevDay', async () => that(await client.prevDay(MARKET) !== undefined))
await walk.tries('avgPrice', async () => that(await client.avgPrice(MARKET) !== undefined))
await walk.tries('candlesticks', async () => that((await client.candlesticks(MARKET, '1m')).length > 0))
await walk.tries('aggTrades', async () => that((await client.aggTrades(MARKET)).length > 0))
await walk.tries('recentTrades', async () => that((await client.recentTrades(MARKET)).length > 0))
await walk.tries('tradeFee', async () => that((await client.tradeFee()).length > 0))

const trade = async () => {
  await friend.order('BTC-USDT', 'sell', 'limit', { price: '1400.00', quantity: '0.001' })
  await client.buy(MARKET, 0.001, 1400)
}
const STREAMS = {
  depthCache: tell => client.websockets.depthCache([MARKET], (symbol, depth) => tell({ symbol, depth })),
  aggTrades: tell => client.websockets.aggTrades([MARKET], tell),
  trades: tell => client.websockets.trades([MARKET], tell),
  candlesticks: tell => client.websockets.candlesticks([MARKET], '1m', tell),
  bookTickers: tell => client.websockets.bookTickers(MARKET, tell),
  miniTicker: tell => client.websockets.miniTicker(tell),
  prevDay: tell => client.websockets.prevDay(MARKET, tell)
}
for (const [name, open] of Object.entries(STREAMS)) {
  await walk.tries(`websockets.${name}`, async () => {
    const mailbox = new Mailbox()
    open(each => mailbox.put(each))
    await new Promise(resolve => setTimeout(resolve, 700))
    await mailbox.stirred(trade)
  })
}
await walk.tries('websockets.userData', async () => {
  const mailbox = new Mailbox()
  await client.websockets.userData(each => mailbox.put(each), each => mailbox.put(each))
  await new Promise(resolve => setTimeout(resolve, 700))
  await mailbox.stirred(trade, each => each.e === 'executionReport')
})
await walk.end()

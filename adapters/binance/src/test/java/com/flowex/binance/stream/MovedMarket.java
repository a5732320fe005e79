package com.flowex.binance.stream;

import com.flowex.access.socket.StreamClock;
import com.flowex.access.testing.TestStreamClock;
import com.flowex.binance.call.Symbols;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TradeId;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.orderentry.market.InstrumentDirectory;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** BTC-USDT as a test moves it, at times that it sets. */
final class MovedMarket {

    private static final InstrumentId BTC_USDT = new InstrumentId(1);

    private final PublicMarkets markets = new PublicMarkets();
    private final InstrumentDirectory listed = new InstrumentDirectory();
    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    private long sequence = 100;
    private long trades;

    MovedMarket() {
        Asset btc = new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000);
        Asset usdt = new Asset(1, new AssetId(2), "USDT", new Scale(6), 900_000_000_000L);
        InstrumentRules rules =
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);
        Instrument market =
                new Instrument(1, BTC_USDT, "BTC-USDT", btc.id(), usdt.id(), rules, new FeeRates(1_000, 2_000));
        on(new AssetListed(btc));
        on(new AssetListed(usdt));
        on(new InstrumentListed(market));
        listed.listed(btc);
        listed.listed(usdt);
        listed.listed(market, MarketState.OPEN);
        markets.publish();
    }

    private void on(Event event) {
        markets.on(event, ++sequence, millis.get() * 1_000_000L);
    }

    PublicMarkets markets() {
        return markets;
    }

    PublicMarket market() {
        return markets.find(1, "BTC-USDT").orElseThrow();
    }

    Symbols symbols() {
        return new Symbols(listed);
    }

    void rest(Side side, long priceUnits, long quantityUnits) {
        Quantity quantity = new Quantity(quantityUnits);
        on(new OrderRested(new OrderId(1), BTC_USDT, side, new Price(priceUnits), quantity, quantity));
    }

    /** Buys the orders that rest at a price. */
    void buy(long priceUnits, long quantityUnits) {
        Fill fill = new Fill(new OrderId(1), new AccountId(1, 1_000), new Amount(new AssetId(1), 0), Quantity.ZERO);
        on(new TradeExecuted(
                new TradeId(++trades),
                BTC_USDT,
                Side.BUY,
                new Price(priceUnits),
                new Quantity(quantityUnits),
                new Amount(new AssetId(2), priceUnits * quantityUnits / 10_000),
                fill,
                fill));
    }

    void publish() {
        markets.publish();
    }

    void later(long moreMillis) {
        millis.addAndGet(moreMillis);
    }

    InstantSource time() {
        return () -> java.time.Instant.ofEpochMilli(millis.get());
    }

    StreamClock clock() {
        return new TestStreamClock(() -> millis.get() * 1_000_000L, () -> millis.get() / 1_000);
    }
}

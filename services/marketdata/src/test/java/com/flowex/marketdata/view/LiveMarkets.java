package com.flowex.marketdata.view;

import com.flowex.access.socket.StreamClock;
import com.flowex.access.testing.TestStreamClock;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TradeId;
import com.flowex.protocol.event.EventBatch;
import java.time.Duration;

/** The markets of the random log, moved by a test: BTC-USD has price scale 2 and quantity scale 4. */
public final class LiveMarkets {

    private static final InstrumentId BTC_USD = new InstrumentId(1);

    private final PublicMarkets markets;
    private long sequence = 100;
    private long trades;
    private long passedNanos;
    private volatile long nowNanos = nanos();

    /** The listed markets, empty. */
    public LiveMarkets() {
        this(PublicMarketsTest.listed());
    }

    /** These markets. */
    public LiveMarkets(PublicMarkets markets) {
        this.markets = markets;
    }

    public PublicMarkets markets() {
        return markets;
    }

    public PublicMarket market() {
        return markets.find(1, "BTC-USD").orElseThrow();
    }

    /** Folds the events of one command of another log. */
    public void apply(EventBatch batch) {
        PublicMarketsTest.apply(markets, batch);
    }

    /** Quantity joins a level. */
    public void rest(Side side, long priceUnits, long quantityUnits) {
        Quantity quantity = new Quantity(quantityUnits);
        on(new OrderRested(new OrderId(1), BTC_USD, side, new Price(priceUnits), quantity, quantity));
    }

    /** Quantity leaves a level. */
    public void leave(Side side, long priceUnits, long quantityUnits) {
        on(new OrderCanceled(
                new OrderId(1),
                new AccountId(1, 1_000),
                BTC_USD,
                side,
                new Price(priceUnits),
                new Quantity(quantityUnits),
                new Quantity(quantityUnits),
                CancelReason.REQUESTED));
    }

    /** Buys an offer of a price just before: that many trades, no change of the book. */
    public void trade(int count) {
        for (int i = 0; i < count; i++) {
            rest(Side.SELL, 10_000, 10);
            Fill fill = new Fill(new OrderId(1), new AccountId(1, 1_000), new Amount(new AssetId(1), 0), Quantity.ZERO);
            on(new TradeExecuted(
                    new TradeId(++trades),
                    BTC_USD,
                    Side.BUY,
                    new Price(10_000),
                    new Quantity(10),
                    new Amount(new AssetId(2), 10),
                    fill,
                    fill));
        }
    }

    /** Time passes. */
    public void later(Duration by) {
        passedNanos += by.toNanos();
        nowNanos = nanos();
    }

    /** The time of the last event, by which streams go too; it goes on when time passes. */
    public StreamClock clock() {
        return new TestStreamClock(System::nanoTime, () -> nowNanos / 1_000_000_000L);
    }

    private long nanos() {
        return 1_700_000_000_000_000_000L + passedNanos + sequence * 1_000_000;
    }

    public void publish() {
        markets.publish();
    }

    private void on(Event event) {
        sequence++;
        nowNanos = nanos();
        markets.on(event, sequence, nowNanos);
    }
}

package com.flowex.marketdata.view;

import com.flowex.cluster.tail.Checkpoint;
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
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.platform.Platform;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded trades of one market over months, and a database that they were folded into with mishaps. */
public final class RandomTrades {

    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final long DAY = 86_400;

    /** One of them; by who buys where {@code buys}. */
    public record Trade(long id, long seconds, long price, long quantity, boolean buys) {

        /** As it is shown; the number of its event is left out. */
        public PublicTrade shown() {
            Side taker = buys ? Side.BUY : Side.SELL;
            return new PublicTrade(id, 0, price, quantity, price * quantity, taker, seconds * 1_000_000_000L);
        }
    }

    private RandomTrades() {}

    /** Bursts within seconds, quiet hours, and weeks without a trade. */
    public static List<Trade> trades(Random random) {
        List<Trade> trades = new ArrayList<>();
        long at = Instant.parse("2024-02-27T22:17:41Z").getEpochSecond();
        for (int i = 0; i < 2_500; i++) {
            at += switch (random.nextInt(40)) {
                case 0 -> random.nextLong(20 * DAY);
                case 1, 2, 3, 4 -> random.nextLong(12 * 3_600);
                case 5, 6, 7, 8, 9, 10 -> random.nextLong(600);
                default -> random.nextLong(3);
            };
            trades.add(new Trade(i + 1, at, 1 + random.nextInt(1_000), 1 + random.nextInt(50), random.nextBoolean()));
        }
        return trades;
    }

    /** Folds the trades in flushes of any size; some fail first, behind some is a restart. */
    public static PublicMarkets store(Platform platform, List<Trade> trades, Random random) throws SQLException {
        long sequence = 0;
        MarketDataProjection projection = restart(platform, 0);
        List<EventBatch> flush = new ArrayList<>();
        flush.add(listing());
        sequence += 3;
        for (int i = 0; i < trades.size(); i++) {
            flush.add(batch(sequence + 1, trades.get(i)));
            sequence += 2;
            if (random.nextInt(12) == 0 || i == trades.size() - 1) {
                flush(platform, projection, flush, random.nextInt(8) == 0);
                flush.clear();
                if (random.nextInt(6) == 0) {
                    projection = restart(platform, sequence);
                }
            }
        }
        return projection.markets();
    }

    private static void flush(
            Platform platform, MarketDataProjection projection, List<EventBatch> flush, boolean failsFirst)
            throws SQLException {
        try (Connection views = platform.database().views().getConnection()) {
            views.setSchema("marketdata");
            views.setAutoCommit(false);
            if (failsFirst) {
                projection.apply(views, List.copyOf(flush));
                views.rollback();
            }
            projection.apply(views, List.copyOf(flush));
            views.commit();
        }
        projection.committed(List.copyOf(flush));
    }

    private static MarketDataProjection restart(Platform platform, long sequence) throws SQLException {
        MarketDataProjection projection = new MarketDataProjection();
        try (Connection views = platform.database().views().getConnection()) {
            views.setSchema("marketdata");
            views.setAutoCommit(false);
            projection.load(views, new Checkpoint(sequence, sequence));
            views.commit();
        }
        return projection;
    }

    private static EventBatch listing() {
        InstrumentRules rules =
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);
        List<Event> events = List.of(
                new AssetListed(new Asset(1, new AssetId(1), "BTC", new Scale(4), 21_000_000)),
                new AssetListed(new Asset(1, new AssetId(2), "USD", new Scale(6), 900_000_000_000L)),
                new InstrumentListed(new Instrument(
                        1, MARKET, "BTC-USD", new AssetId(1), new AssetId(2), rules, new FeeRates(1_000, 1_000))));
        return new EventBatch(1, events.size(), 1, 1, events);
    }

    private static EventBatch batch(long sequence, Trade trade) {
        Quantity quantity = new Quantity(trade.quantity);
        Price price = new Price(trade.price);
        Fill fill = new Fill(new OrderId(1), new AccountId(1, 1_000), new Amount(new AssetId(1), 0), Quantity.ZERO);
        List<Event> events = List.of(
                new OrderRested(new OrderId(1), MARKET, trade.buys ? Side.SELL : Side.BUY, price, quantity, quantity),
                new TradeExecuted(
                        new TradeId(trade.id),
                        MARKET,
                        trade.buys ? Side.BUY : Side.SELL,
                        price,
                        quantity,
                        new Amount(new AssetId(2), trade.price * trade.quantity),
                        fill,
                        fill));
        return new EventBatch(sequence, events.size(), sequence, trade.seconds * 1_000_000_000L, events);
    }
}

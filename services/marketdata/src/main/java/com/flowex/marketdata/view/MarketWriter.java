package com.flowex.marketdata.view;

import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.platform.projection.rows.AssetsTable;
import com.flowex.platform.projection.rows.BulkRows;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Writer of the markets' changes since the last write: each row once, however often it changed. The caller's
 * transaction also holds the checkpoint.
 */
final class MarketWriter {

    private record Level(int tenant, int instrument, boolean buys, long priceUnits, BigInteger quantityUnits) {}

    private record StoredCandle(Listing listing, Interval interval, Candle candle) {}

    private record StoredTrade(Listing listing, PublicTrade trade) {}

    private static final BulkRows<PublicMarket> MARKETS = BulkRows.<PublicMarket>of()
            .int4("instrument_id", market -> market.listing().instrument())
            .int4("tenant_id", market -> market.listing().tenant())
            .text("symbol", market -> market.listing().symbol())
            .int2("price_scale", market -> market.listing().price().places())
            .int2("base_scale", market -> market.listing().base().places())
            .int2("quote_scale", market -> market.listing().quote().places())
            .bool("open", PublicMarket::isOpen)
            .int8("book_sequence", market -> market.book().sequence())
            .int8("sequence", PublicMarket::sequence)
            .int8("time_nanos", PublicMarket::timeNanos);

    private static final String STORE_MARKETS = """
            INSERT INTO market (%s) SELECT * FROM %s
            ON CONFLICT (instrument_id) DO UPDATE
            SET open = excluded.open, book_sequence = excluded.book_sequence, sequence = excluded.sequence,
                time_nanos = excluded.time_nanos
            """.formatted(MARKETS.names(), MARKETS.unnested());

    private static final BulkRows<Level> LEVEL_KEYS = BulkRows.<Level>of()
            .int4("instrument_id", Level::instrument)
            .bool("buys", Level::buys)
            .int8("price", Level::priceUnits);

    private static final BulkRows<Level> LEVELS =
            LEVEL_KEYS.numeric("quantity", Level::quantityUnits).int4("tenant_id", level -> level.tenant());

    private static final String STORE_LEVELS = """
            INSERT INTO book_level (%s) SELECT * FROM %s
            ON CONFLICT (instrument_id, buys, price) DO UPDATE SET quantity = excluded.quantity
            """.formatted(LEVELS.names(), LEVELS.unnested());

    private static final String DELETE_LEVELS = """
            DELETE FROM book_level AS level
            USING %s AS gone (%s)
            WHERE level.instrument_id = gone.instrument_id AND level.buys = gone.buys AND level.price = gone.price
            """.formatted(LEVEL_KEYS.unnested(), LEVEL_KEYS.names());

    private static final BulkRows<StoredCandle> CANDLES = BulkRows.<StoredCandle>of()
            .int4("instrument_id", stored -> stored.listing().instrument())
            .int4(
                    "interval_seconds",
                    stored -> Math.toIntExact(stored.interval().seconds()))
            .int8("open_seconds", stored -> stored.candle().openSeconds())
            .int8("open", stored -> stored.candle().openUnits())
            .int8("high", stored -> stored.candle().highUnits())
            .int8("low", stored -> stored.candle().lowUnits())
            .int8("close", stored -> stored.candle().closeUnits())
            .numeric("volume", stored -> stored.candle().volumeUnits())
            .numeric("quote_volume", stored -> stored.candle().quoteVolumeUnits())
            .int8("trades", stored -> stored.candle().trades())
            .int8("first_trade", stored -> stored.candle().takers().firstTrade())
            .int8("last_trade", stored -> stored.candle().takers().lastTrade())
            .numeric("bought", stored -> stored.candle().takers().boughtUnits())
            .numeric("bought_quote", stored -> stored.candle().takers().boughtQuoteUnits())
            .int4("tenant_id", stored -> stored.listing().tenant());

    private static final String STORE_CANDLES = """
            INSERT INTO candle (%s) SELECT * FROM %s
            ON CONFLICT (instrument_id, interval_seconds, open_seconds) DO UPDATE
            SET high = excluded.high, low = excluded.low, close = excluded.close, volume = excluded.volume,
                quote_volume = excluded.quote_volume, trades = excluded.trades, last_trade = excluded.last_trade,
                bought = excluded.bought, bought_quote = excluded.bought_quote
            """.formatted(CANDLES.names(), CANDLES.unnested());

    private static final BulkRows<StoredTrade> TRADES = BulkRows.<StoredTrade>of()
            .int4("tenant_id", stored -> stored.listing().tenant())
            .int4("instrument_id", stored -> stored.listing().instrument())
            .int8("trade_id", stored -> stored.trade().id())
            .int8("sequence", stored -> stored.trade().sequence())
            .int8("price", stored -> stored.trade().priceUnits())
            .int8("quantity", stored -> stored.trade().quantityUnits())
            .int8("quote", stored -> stored.trade().quoteUnits())
            .bool("taker_buys", stored -> stored.trade().takerSide() == Side.BUY)
            .int8("time_nanos", stored -> stored.trade().timeNanos());

    private static final List<Interval> STORED =
            List.of(Interval.ONE_SECOND, Interval.ONE_MINUTE, Interval.ONE_HOUR, Interval.ONE_DAY);

    private MarketWriter() {}

    /**
     * Writes every change of these tenants' markets since {@link PublicMarkets#stored}; may be repeated after a
     * failure.
     */
    static void store(Connection connection, PublicMarkets markets, IntPredicate tenants) throws SQLException {
        for (Asset asset : markets.unstoredAssets()) {
            if (tenants.test(asset.tenant())) {
                AssetsTable.insert(connection, asset);
            }
        }
        List<PublicMarket> changed = markets.all().values().stream()
                .filter(market ->
                        market.isUnstored() && tenants.test(market.listing().tenant()))
                .toList();
        MARKETS.run(connection, STORE_MARKETS, changed, "markets");
        storeLevels(connection, changed);
        CANDLES.run(connection, STORE_CANDLES, candles(changed), "candles");
        TRADES.copyInto(connection, "trade", trades(changed));
        MarketHistoryWriter.store(connection, changed);
    }

    private static void storeLevels(Connection connection, List<PublicMarket> markets) throws SQLException {
        List<Level> present = new ArrayList<>();
        List<Level> levels = new ArrayList<>();
        for (PublicMarket market : markets) {
            int tenant = market.listing().tenant();
            int instrument = market.listing().instrument();
            market.book().dirtyLevels((side, price, quantity) -> {
                Level level = new Level(tenant, instrument, side == Side.BUY, price, quantity);
                (quantity.signum() == 0 ? levels : present).add(level);
            });
        }
        LEVELS.run(connection, STORE_LEVELS, present, "levels");
        LEVEL_KEYS.runForSome(
                connection,
                DELETE_LEVELS,
                levels); // a level that came and went between two flushes has no row to delete
    }

    private static List<StoredCandle> candles(List<PublicMarket> markets) {
        List<StoredCandle> candles = new ArrayList<>();
        for (PublicMarket market : markets) {
            for (Interval interval : STORED) {
                market.unstoredCandles(interval)
                        .forEach(candle -> candles.add(new StoredCandle(market.listing(), interval, candle)));
            }
        }
        return candles;
    }

    private static List<StoredTrade> trades(List<PublicMarket> markets) {
        List<StoredTrade> trades = new ArrayList<>();
        for (PublicMarket market : markets) {
            market.unstoredTrades().forEach(trade -> trades.add(new StoredTrade(market.listing(), trade)));
        }
        return trades;
    }
}

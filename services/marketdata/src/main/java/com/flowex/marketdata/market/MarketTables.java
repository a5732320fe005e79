package com.flowex.marketdata.market;

import com.flowex.domain.Asset;
import com.flowex.domain.Side;
import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.tape.PublicTrade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.postgresql.PGConnection;

/**
 * Writes what changed in the markets since it was last written: each row touched once, however often it changed. The
 * caller's transaction also holds the checkpoint.
 */
final class MarketTables {

    private static final String STORE_ASSETS = """
            INSERT INTO asset (asset_id, tenant_id, scale)
            SELECT * FROM unnest(?::int[], ?::int[], ?::smallint[])
            ON CONFLICT (asset_id) DO NOTHING
            """;

    private static final String STORE_MARKETS = """
            INSERT INTO market (instrument_id, tenant_id, symbol, price_scale, base_scale, quote_scale,
                                           open, book_sequence, sequence, time_nanos)
            SELECT * FROM unnest(?::int[], ?::int[], ?::text[], ?::smallint[], ?::smallint[], ?::smallint[],
                                 ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (instrument_id) DO UPDATE
            SET open = excluded.open, book_sequence = excluded.book_sequence, sequence = excluded.sequence,
                time_nanos = excluded.time_nanos
            """;

    private static final String STORE_LEVELS = """
            INSERT INTO book_level (instrument_id, buys, price, quantity, tenant_id)
            SELECT * FROM unnest(?::int[], ?::boolean[], ?::bigint[], ?::numeric[], ?::int[])
            ON CONFLICT (instrument_id, buys, price) DO UPDATE SET quantity = excluded.quantity
            """;

    private static final String DELETE_LEVELS = """
            DELETE FROM book_level AS level
            USING unnest(?::int[], ?::boolean[], ?::bigint[]) AS gone (instrument_id, buys, price)
            WHERE level.instrument_id = gone.instrument_id AND level.buys = gone.buys AND level.price = gone.price
            """;

    private static final String STORE_CANDLES = """
            INSERT INTO candle (instrument_id, interval_seconds, open_seconds, open, high, low, close,
                                           volume, quote_volume, trades, tenant_id)
            SELECT * FROM unnest(?::int[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                                 ?::numeric[], ?::numeric[], ?::bigint[], ?::int[])
            ON CONFLICT (instrument_id, interval_seconds, open_seconds) DO UPDATE
            SET high = excluded.high, low = excluded.low, close = excluded.close, volume = excluded.volume,
                quote_volume = excluded.quote_volume, trades = excluded.trades
            """;

    private static final String COPY_TRADES = """
            COPY trade (tenant_id, instrument_id, trade_id, sequence, price, quantity, quote, taker_buys, time_nanos)
            FROM STDIN
            """;

    private static final List<Interval> STORED =
            List.of(Interval.ONE_SECOND, Interval.ONE_MINUTE, Interval.ONE_HOUR, Interval.ONE_DAY);

    private MarketTables() {}

    /** Writes every change of these tenants' markets since {@link PublicMarkets#stored}; may be repeated when it failed. */
    static void store(Connection connection, PublicMarkets markets, IntPredicate tenants) throws SQLException {
        storeAssets(
                connection,
                markets.unstoredAssets().stream()
                        .filter(asset -> tenants.test(asset.tenant()))
                        .toList());
        List<PublicMarket> changed = markets.all().values().stream()
                .filter(market ->
                        market.isUnstored() && tenants.test(market.listing().tenant()))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        storeMarkets(connection, changed);
        storeLevels(connection, changed);
        storeCandles(connection, changed);
        copyTrades(connection, changed);
    }

    private static void storeAssets(Connection connection, List<Asset> assets) throws SQLException {
        BulkRows.of(assets)
                .column("int4", asset -> asset.id().value())
                .column("int4", Asset::tenant)
                .column("int2", asset -> asset.scale().places())
                .run(connection, STORE_ASSETS);
    }

    private static void storeMarkets(Connection connection, List<PublicMarket> markets) throws SQLException {
        BulkRows.of(markets)
                .column("int4", market -> market.listing().instrument())
                .column("int4", market -> market.listing().tenant())
                .column("text", market -> market.listing().symbol())
                .column("int2", market -> market.listing().price().places())
                .column("int2", market -> market.listing().base().places())
                .column("int2", market -> market.listing().quote().places())
                .column("bool", PublicMarket::isOpen)
                .column("int8", market -> market.book().sequence())
                .column("int8", PublicMarket::sequence)
                .column("int8", PublicMarket::timeNanos)
                .run(connection, STORE_MARKETS);
    }

    private record Level(int tenant, int instrument, boolean buys, long priceUnits, BigInteger quantityUnits) {}

    private static void storeLevels(Connection connection, List<PublicMarket> markets) throws SQLException {
        List<Level> present = new ArrayList<>();
        List<Level> gone = new ArrayList<>();
        for (PublicMarket market : markets) {
            int tenant = market.listing().tenant();
            int instrument = market.listing().instrument();
            market.book().dirtyLevels((side, price, quantity) -> {
                Level level = new Level(tenant, instrument, side == Side.BUY, price, quantity);
                (quantity.signum() == 0 ? gone : present).add(level);
            });
        }
        keyed(present)
                .column("numeric", Level::quantityUnits)
                .column("int4", Level::tenant)
                .run(connection, STORE_LEVELS);
        keyed(gone).run(connection, DELETE_LEVELS);
    }

    private static BulkRows<Level> keyed(List<Level> levels) {
        return BulkRows.of(levels)
                .column("int4", Level::instrument)
                .column("bool", Level::buys)
                .column("int8", Level::priceUnits);
    }

    private record StoredCandle(Listing listing, Interval interval, Candle candle) {}

    private static void storeCandles(Connection connection, List<PublicMarket> markets) throws SQLException {
        List<StoredCandle> candles = new ArrayList<>();
        for (PublicMarket market : markets) {
            for (Interval interval : STORED) {
                market.candles()
                        .dirty(interval)
                        .forEach(candle -> candles.add(new StoredCandle(market.listing(), interval, candle)));
            }
        }
        BulkRows.of(candles)
                .column("int4", stored -> stored.listing().instrument())
                .column("int4", stored -> stored.interval().seconds())
                .column("int8", stored -> stored.candle().openSeconds())
                .column("int8", stored -> stored.candle().openUnits())
                .column("int8", stored -> stored.candle().highUnits())
                .column("int8", stored -> stored.candle().lowUnits())
                .column("int8", stored -> stored.candle().closeUnits())
                .column("numeric", stored -> stored.candle().volumeUnits())
                .column("numeric", stored -> stored.candle().quoteVolumeUnits())
                .column("int8", stored -> stored.candle().trades())
                .column("int4", stored -> stored.listing().tenant())
                .run(connection, STORE_CANDLES);
    }

    private static void copyTrades(Connection connection, List<PublicMarket> markets) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (PublicMarket market : markets) {
            for (PublicTrade trade : market.unstoredTrades()) {
                appendTrade(rows, market.listing(), trade);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY_TRADES, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new SQLException("copying trades failed", e);
        }
    }

    private static void appendTrade(StringBuilder rows, Listing listing, PublicTrade trade) {
        rows.append(listing.tenant()).append('\t');
        rows.append(listing.instrument())
                .append('\t')
                .append(trade.id())
                .append('\t')
                .append(trade.sequence());
        rows.append('\t').append(trade.priceUnits()).append('\t').append(trade.quantityUnits());
        rows.append('\t').append(trade.quoteUnits()).append('\t').append(trade.takerSide() == Side.BUY ? 't' : 'f');
        rows.append('\t').append(trade.timeNanos()).append('\n');
    }
}

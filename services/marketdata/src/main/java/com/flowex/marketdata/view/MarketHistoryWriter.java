package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Listing;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.BulkRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writer of the markets' history: volume by price of each hour and the best levels of the book of each minute. It also
 * deletes rows older than is kept, by the log's time. So the same log leaves the same rows, however often it was
 * stored.
 */
final class MarketHistoryWriter {

    private record StoredVolume(Listing listing, VolumeByPrice.Traded traded) {}

    private record StoredMinute(Listing listing, BookSampler.BookSample minute) {}

    private static final BulkRows<StoredVolume> VOLUMES = BulkRows.<StoredVolume>of()
            .int4("tenant_id", stored -> stored.listing().tenant())
            .int4("instrument_id", stored -> stored.listing().instrument())
            .int8("hour_seconds", stored -> stored.traded().hourSeconds())
            .int8("price", stored -> stored.traded().priceUnits())
            .numeric("bought", stored -> stored.traded().bought())
            .numeric("sold", stored -> stored.traded().sold())
            .int8("trades", stored -> stored.traded().trades());

    private static final String STORE_VOLUMES = """
            INSERT INTO volume_at_price AS known (%s) SELECT * FROM %s
            ON CONFLICT (instrument_id, hour_seconds, price) DO UPDATE
            SET bought = known.bought + excluded.bought, sold = known.sold + excluded.sold,
                trades = known.trades + excluded.trades
            """.formatted(VOLUMES.names(), VOLUMES.unnested());

    private static final BulkRows<StoredMinute> MINUTES = BulkRows.<StoredMinute>of()
            .int4("tenant_id", stored -> stored.listing().tenant())
            .int4("instrument_id", stored -> stored.listing().instrument())
            .int8("minute_seconds", stored -> stored.minute().minuteSeconds())
            .int8("bid", stored -> stored.minute().bidUnits())
            .int8("ask", stored -> stored.minute().askUnits())
            .numeric("bid_quantity", stored -> stored.minute().bidQuantity())
            .numeric("ask_quantity", stored -> stored.minute().askQuantity());

    private static final String STORE_MINUTES =
            "INSERT INTO book_minute (%s) SELECT * FROM %s".formatted(MINUTES.names(), MINUTES.unnested());

    private static final String FORGET_SECONDS =
            "DELETE FROM candle WHERE instrument_id = ? AND interval_seconds = 1 AND open_seconds < ?";
    private static final String FORGET_VOLUMES =
            "DELETE FROM volume_at_price WHERE instrument_id = ? AND hour_seconds < ?";
    private static final String FORGET_MINUTES =
            "DELETE FROM book_minute WHERE instrument_id = ? AND minute_seconds < ?";

    private MarketHistoryWriter() {}

    static void store(Connection connection, List<PublicMarket> changed) throws SQLException {
        List<StoredVolume> volumes = new ArrayList<>();
        List<StoredMinute> minutes = new ArrayList<>();
        for (PublicMarket market : changed) {
            market.volumes().unstored().forEach(each -> volumes.add(new StoredVolume(market.listing(), each)));
            market.bookMinutes().unstored().forEach(each -> minutes.add(new StoredMinute(market.listing(), each)));
        }
        VOLUMES.run(connection, STORE_VOLUMES, volumes, "volumes by price");
        MINUTES.run(connection, STORE_MINUTES, minutes, "minutes of books");
        for (PublicMarket market : changed) {
            forget(connection, market);
        }
    }

    /** Deletes old rows of a market: each time at most those of one more hour. */
    private static void forget(Connection connection, PublicMarket market) throws SQLException {
        int instrument = market.listing().instrument();
        if (market.candles().hasOldSeconds()) {
            long from = market.candles().secondsStoredFrom();
            Sql.execute(connection, FORGET_SECONDS, instrument, from);
            Sql.execute(connection, FORGET_VOLUMES, instrument, from);
        }
        if (market.bookMinutes().hasOld(market.timeNanos())) {
            Sql.execute(connection, FORGET_MINUTES, instrument, BookSampler.retainedFrom(market.timeNanos()));
        }
    }
}

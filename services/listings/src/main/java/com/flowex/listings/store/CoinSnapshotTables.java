package com.flowex.listings.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Tables of the providers' data, as the cache of the snapshot reads them. */
public record CoinSnapshotTables(Database database) {

    private static final String STATE = "SELECT revision, epoch FROM listings.state";
    private static final String COINS = """
            SELECT provider, id, quote::text, seen_at FROM listings.coins WHERE revision > ? AND provider = ANY (?)""";
    private static final String EXTRAS = """
            SELECT provider, what, content::text, seen_at FROM listings.extras WHERE revision > ? AND provider = ANY (?)""";

    /**
     * Version of the data.
     *
     * @param revision grows with each change
     * @param epoch another one means that rows were removed, and everything is to be read again
     */
    public record Version(long revision, long epoch) {}

    /**
     * Content from one provider, as JSON.
     *
     * @param key coin, or kind of the data about more than one coin
     */
    public record ProviderRow(String provider, String key, String json, Instant seenAt) {}

    /** Rows that have changed. */
    public record Changes(List<ProviderRow> coins, List<ProviderRow> extras) {}

    public Version version() {
        return database.query(
                transaction -> Sql.one(transaction, row -> new Version(row.getLong(1), row.getLong(2)), STATE)
                        .orElseThrow());
    }

    /** Returns the rows of these providers that are newer than a revision. */
    public Changes after(long revision, String[] providers) {
        return database.query(transaction -> new Changes(
                Sql.all(transaction, CoinSnapshotTables::row, COINS, revision, providers),
                Sql.all(transaction, CoinSnapshotTables::row, EXTRAS, revision, providers)));
    }

    private static ProviderRow row(ResultSet row) throws SQLException {
        return new ProviderRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant());
    }
}

package com.flowex.trading.view;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.projection.rows.BulkRows;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Writes the traded volumes of accounts by quote asset and day, as the engine counts them for fee tiers (ADR 0025). */
final class VolumeTable {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** @param day day of log time, days since 1970 */
    record Key(AccountId account, AssetId asset, int day) {

        static Key of(AccountId account, AssetId asset, long timeNanos) {
            return new Key(account, asset, Math.toIntExact(timeNanos / DAY_NANOS));
        }

        int tenant() {
            return account.tenant();
        }
    }

    private static final BulkRows<Map.Entry<Key, BigInteger>> ROWS = BulkRows.<Map.Entry<Key, BigInteger>>of()
            .int4("tenant", row -> row.getKey().tenant())
            .int8("account", row -> row.getKey().account().number())
            .int4("asset_id", row -> row.getKey().asset().value())
            .int4("day", row -> row.getKey().day())
            .numeric("units", Map.Entry::getValue);

    private static final String ADD = """
            INSERT INTO volumes AS v (%s)
            SELECT * FROM %s
            ON CONFLICT (tenant, account, asset_id, day) DO UPDATE SET units = v.units + excluded.units""".formatted(ROWS.names(), ROWS.unnested());

    private VolumeTable() {}

    static void write(Connection views, Map<Key, BigInteger> traded) throws SQLException {
        ROWS.run(views, ADD, traded.entrySet(), "volumes");
    }
}

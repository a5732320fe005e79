package com.flowex.trading.store;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Reads the traded volumes of accounts. */
public final class VolumeQueries {

    /** Number of days that count, today included, as the engine counts them (ADR 0025). */
    static final int DAYS = 30;

    private static final String SINCE = """
            SELECT asset_id, sum(units) FROM trading.volumes
            WHERE tenant = ? AND account = ? AND day > ? GROUP BY asset_id""";

    private final Database database;

    public VolumeQueries(Database database) {
        this.database = database;
    }

    /**
     * Returns the volumes of an account's main account by quote asset; an asset that the account did not trade is missing.
     *
     * @param today current day, days since 1970
     */
    public Map<AssetId, BigInteger> of(AccountId account, long today) {
        Map<AssetId, BigInteger> volumes = new HashMap<>();
        database.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> volumes.put(
                                new AssetId(row.getInt(1)), row.getBigDecimal(2).toBigIntegerExact()),
                        SINCE,
                        account.tenant(),
                        account.main().number(),
                        Math.toIntExact(today - DAYS)));
        return volumes;
    }
}

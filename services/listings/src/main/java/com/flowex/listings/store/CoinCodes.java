package com.flowex.listings.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;
import java.util.Optional;

/** Table of the codes under which tenants trade coins. */
public record CoinCodes(Database database) {

    private static final String OF_COIN = "SELECT code FROM listings.codes WHERE tenant_id = ? AND coin = ?";
    private static final String OF_CODE = "SELECT coin FROM listings.codes WHERE tenant_id = ? AND code = ?";
    private static final String GIVE = """
            INSERT INTO listings.codes (tenant_id, coin, code, given_by, given_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    /** Increments the version of risks, because the assignment of scores to coins has changed too. */
    private static final String NEXT = "UPDATE listings.state SET risks = risks + 1";

    /** Returns the code under which a coin is traded, or is about to be. */
    public Optional<String> codeOf(int tenant, String coin) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, row -> row.getString(1), OF_COIN, tenant, coin));
    }

    /** Returns the coin of a code. */
    public Optional<String> coinOf(int tenant, String code) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, row -> row.getString(1), OF_CODE, tenant, code));
    }

    /** Assigns a code to a coin, unless one of the two is assigned already; the caller reads the result afterwards. */
    public void give(int tenant, String coin, String code, String by, Instant at) {
        database.transaction(tenant, transaction -> {
            Sql.execute(transaction, NEXT);
            return Sql.execute(transaction, GIVE, tenant, coin, code, by, at);
        });
    }
}

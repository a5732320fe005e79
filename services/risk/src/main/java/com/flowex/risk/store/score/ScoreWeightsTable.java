package com.flowex.risk.store.score;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.risk.app.score.ScoreWeights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Table of each tenant's score weights. */
public final class ScoreWeightsTable {

    private static final String READ = """
            SELECT volatility, liquidity, market_cap, technical, reference FROM risk.weights WHERE tenant_id = ?""";
    private static final String WRITE = """
            INSERT INTO risk.weights (tenant_id, volatility, liquidity, market_cap, technical, reference, changed_by, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET volatility = excluded.volatility, liquidity = excluded.liquidity,
                market_cap = excluded.market_cap, technical = excluded.technical, reference = excluded.reference,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at""";

    private final Database database;

    public ScoreWeightsTable(Database database) {
        this.database = database;
    }

    /** Returns the tenant's own weights, or the defaults. */
    public ScoreWeights of(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, ScoreWeightsTable::weights, READ, tenant))
                .orElse(ScoreWeights.DEFAULT);
    }

    /** @param change returns the new weights from the present ones, under a lock */
    public ScoreWeights change(int tenant, UnaryOperator<ScoreWeights> change, String by, Instant at) {
        return database.transaction(tenant, transaction -> {
            Sql.alone(transaction, "risk weights of " + tenant);
            ScoreWeights weights = change.apply(Sql.one(transaction, ScoreWeightsTable::weights, READ, tenant)
                    .orElse(ScoreWeights.DEFAULT));
            Sql.execute(
                    transaction,
                    WRITE,
                    tenant,
                    weights.volatility(),
                    weights.liquidity(),
                    weights.marketCap(),
                    weights.technical(),
                    weights.reference(),
                    by,
                    at);
            return weights;
        });
    }

    private static ScoreWeights weights(ResultSet row) throws SQLException {
        return new ScoreWeights(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getString(5));
    }
}

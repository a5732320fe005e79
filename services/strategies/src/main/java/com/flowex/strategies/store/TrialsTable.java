package com.flowex.strategies.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table of the finished trials of searches that are open. */
public final class TrialsTable {

    private static final String ADD = """
            INSERT INTO strategies.backtest_trials (tenant_id, backtest_id, split, number, score, reason, returns)
            SELECT tenant_id, id, ?, ?, ?, ?, ? FROM strategies.backtests
            WHERE tenant_id = ? AND id = ? AND state = 'running'
            ON CONFLICT DO NOTHING""";
    private static final String ALL = """
            SELECT split, number, score, reason, returns FROM strategies.backtest_trials
            WHERE tenant_id = ? AND backtest_id = ? ORDER BY split, number""";
    private static final String CLEAR = """
            DELETE FROM strategies.backtest_trials t USING strategies.backtests b
            WHERE t.tenant_id = ? AND b.tenant_id = t.tenant_id AND b.id = t.backtest_id
                AND b.state NOT IN ('waiting', 'running')""";

    private final Database database;

    public TrialsTable(Database database) {
        this.database = database;
    }

    /**
     * Finished trial.
     *
     * @param split 0 of the whole time, or the number of a training from 1
     * @param number number in the plan
     * @param score null if there is none
     * @param reason empty if there is a score
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record StoredTrial(
            int split, int number, @Nullable Double score, String reason, double[] returns) {}

    /** Keeps a trial of a running back-test; one that is kept already stays as it is. */
    public void add(int tenant, long backtest, StoredTrial trial) {
        ByteBuffer returns = ByteBuffer.allocate(Double.BYTES * trial.returns().length);
        for (double each : trial.returns()) {
            returns.putDouble(each);
        }
        database.transaction(
                tenant,
                transaction -> Sql.execute(
                        transaction,
                        ADD,
                        trial.split(),
                        trial.number(),
                        trial.score(),
                        trial.reason(),
                        returns.array(),
                        tenant,
                        backtest));
    }

    /** Returns the trials of a back-test, by split and number. */
    public List<StoredTrial> all(int tenant, long backtest) {
        return database.query(tenant, connection -> Sql.all(connection, TrialsTable::trial, ALL, tenant, backtest));
    }

    /** Deletes the trials of back-tests that have ended: their results have what they say. */
    public int clear(int tenant) {
        return database.transaction(tenant, transaction -> Sql.execute(transaction, CLEAR, tenant));
    }

    private static StoredTrial trial(ResultSet row) throws SQLException {
        double score = row.getDouble(3);
        boolean hasScore = !row.wasNull();
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(5));
        double[] returns = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(returns);
        return new StoredTrial(
                row.getInt(1), row.getInt(2), hasScore ? (Double) score : null, row.getString(4), returns);
    }
}

package com.flowex.trading.store.order;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the prevented trades between orders of an account's own group. Every query needs the account. */
public final class PreventedTradeQueries {

    private static final String FROM = """
            SELECT order_id, sequence, price, quantity, at_nanos, met, met_as_maker FROM trading.order_steps
            WHERE tenant = ? AND account = ? AND step = 'prevented' AND met <> 0 AND sequence >= ?
                AND (?::bigint IS NULL OR order_id = ?)
            ORDER BY sequence, met_as_maker LIMIT ?""";

    /**
     * A prevented trade from the view of one order.
     *
     * @param sequence sequence of the event
     * @param priceUnits price of the resting order
     * @param preventedUnits quantity that this order lost, 0 or more
     * @param met id of the other order, which may be of another account of the same group
     * @param isMaker true if this order rested
     */
    public record PreventedTrade(
            long order,
            long sequence,
            long priceUnits,
            long preventedUnits,
            long timeNanos,
            long met,
            boolean isMaker) {}

    private final Database database;

    public PreventedTradeQueries(Database database) {
        this.database = database;
    }

    /**
     * Returns the prevented trades from an event on, oldest first; one for each order if both belong to the account.
     *
     * @param order id of the order; null for all
     * @param limit largest number of rows
     */
    public List<PreventedTrade> from(AccountId account, long sequence, @Nullable Long order, int limit) {
        return database.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        PreventedTradeQueries::row,
                        FROM,
                        account.tenant(),
                        account.number(),
                        sequence,
                        order,
                        order,
                        limit));
    }

    private static PreventedTrade row(ResultSet row) throws SQLException {
        return new PreventedTrade(
                row.getLong("order_id"),
                row.getLong("sequence"),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("at_nanos"),
                row.getLong("met"),
                row.getBoolean("met_as_maker"));
    }
}

package com.flowex.trading.store;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an account's positions with the last price of each market. */
public final class PositionQueries {

    private static final String OF_ACCOUNT = """
            SELECT p.instrument_id, p.quantity, p.cost, p.realized, i.last_price
            FROM trading.positions p JOIN trading.instruments i USING (instrument_id)
            WHERE p.tenant = ? AND p.account = ? ORDER BY p.instrument_id""";

    /**
     * A position and the last price of its market.
     *
     * @param realizedUnits realized profit in quote units, over the whole life of the position
     * @param lastPriceUnits null before the market's first trade
     */
    public record ValuedPosition(
            InstrumentId instrument,
            Position position,
            BigInteger realizedUnits,
            @Nullable Long lastPriceUnits) {}

    private final Database database;

    public PositionQueries(Database database) {
        this.database = database;
    }

    /** Returns all positions that an account ever had, flat ones included; at most one per market. */
    public List<ValuedPosition> of(AccountId account) {
        return database.query(
                account.tenant(),
                connection ->
                        Sql.all(connection, PositionQueries::valued, OF_ACCOUNT, account.tenant(), account.number()));
    }

    /** Reads the position of a row with the columns quantity and cost. */
    public static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getBigDecimal("quantity").toBigIntegerExact(),
                row.getBigDecimal("cost").toBigIntegerExact());
    }

    private static ValuedPosition valued(ResultSet row) throws SQLException {
        return new ValuedPosition(
                new InstrumentId(row.getInt("instrument_id")),
                position(row),
                row.getBigDecimal("realized").toBigIntegerExact(),
                row.getObject("last_price", Long.class));
    }
}

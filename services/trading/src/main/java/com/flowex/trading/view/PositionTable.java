package com.flowex.trading.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.platform.projection.Rows;
import com.flowex.trading.position.Position;
import com.flowex.trading.position.PositionKey;
import com.flowex.trading.position.PositionQueries;
import com.flowex.trading.position.PositionRow;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Writes and restores positions. */
final class PositionTable {

    private static final String UPSERT = """
            INSERT INTO positions AS p (tenant, account, instrument_id, quantity, cost, sequence)
            SELECT * FROM unnest(?::integer[], ?::bigint[], ?::integer[], ?::numeric[], ?::numeric[], ?::bigint[])
            ON CONFLICT (tenant, account, instrument_id)
            DO UPDATE SET quantity = excluded.quantity, cost = excluded.cost, sequence = excluded.sequence""";

    private static final String OPEN =
            "SELECT tenant, account, instrument_id, quantity, cost, sequence FROM positions WHERE quantity <> 0";

    private static final int FETCH_ROWS = 10_000;

    void write(Connection connection, Collection<PositionRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setObject(
                    1,
                    rows.stream().mapToInt(row -> row.key().account().tenant()).toArray());
            statement.setObject(
                    2,
                    rows.stream().mapToLong(row -> row.key().account().number()).toArray());
            statement.setObject(
                    3,
                    rows.stream()
                            .mapToInt(row -> row.key().instrument().value())
                            .toArray());
            statement.setArray(4, sums(connection, rows, Position::quantityUnits));
            statement.setArray(5, sums(connection, rows, Position::costUnits));
            statement.setObject(
                    6, rows.stream().mapToLong(PositionRow::sequence).toArray());
            Rows.require(statement.executeUpdate(), rows.size(), "positions");
        }
    }

    private static Array sums(Connection connection, Collection<PositionRow> rows, Function<Position, BigInteger> sum)
            throws SQLException {
        return connection.createArrayOf(
                "numeric", rows.stream().map(PositionRow::position).map(sum).toArray());
    }

    /** Those that are not flat. */
    List<PositionRow> open(Connection connection) throws SQLException {
        List<PositionRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
        }
        return rows;
    }

    private static PositionRow row(ResultSet result) throws SQLException {
        PositionKey key = new PositionKey(
                new AccountId(result.getInt("tenant"), result.getLong("account")),
                new InstrumentId(result.getInt("instrument_id")));
        Position position = PositionQueries.position(result);
        return new PositionRow(key, position, result.getLong("sequence"));
    }
}

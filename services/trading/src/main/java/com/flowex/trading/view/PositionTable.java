package com.flowex.trading.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.platform.projection.Rows;
import com.flowex.trading.position.Position;
import com.flowex.trading.position.PositionKey;
import com.flowex.trading.position.PositionRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes and restores positions. */
final class PositionTable {

    private static final String UPSERT = """
            INSERT INTO positions AS p (tenant, account, instrument_id, quantity, cost, sequence)
            SELECT * FROM unnest(?::integer[], ?::bigint[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (tenant, account, instrument_id)
            DO UPDATE SET quantity = excluded.quantity, cost = excluded.cost, sequence = excluded.sequence""";

    private static final String ALL = "SELECT tenant, account, instrument_id, quantity, cost, sequence FROM positions";

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
            statement.setObject(
                    4,
                    rows.stream()
                            .mapToLong(row -> row.position().quantityUnits())
                            .toArray());
            statement.setObject(
                    5,
                    rows.stream().mapToLong(row -> row.position().costUnits()).toArray());
            statement.setObject(
                    6, rows.stream().mapToLong(PositionRow::sequence).toArray());
            Rows.require(statement.executeUpdate(), rows.size(), "positions");
        }
    }

    List<PositionRow> all(Connection connection) throws SQLException {
        List<PositionRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
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
        Position position = new Position(result.getLong("quantity"), result.getLong("cost"));
        return new PositionRow(key, position, result.getLong("sequence"));
    }
}

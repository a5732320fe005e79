package com.flowex.trading.view;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.trading.store.Position;
import com.flowex.trading.store.PositionKey;
import com.flowex.trading.store.PositionQueries;
import com.flowex.trading.store.PositionRow;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes and restores positions. */
final class PositionTable {

    private static final BulkRows<PositionRow> POSITIONS = BulkRows.<PositionRow>of()
            .int4("tenant", row -> row.key().account().tenant())
            .int8("account", row -> row.key().account().number())
            .int4("instrument_id", row -> row.key().instrument().value())
            .numeric("quantity", row -> row.position().quantityUnits())
            .numeric("cost", row -> row.position().costUnits())
            .numeric("realized", PositionRow::realizedUnits)
            .int8("sequence", PositionRow::sequence);

    private static final String UPSERT = """
            INSERT INTO positions AS p (%s)
            SELECT * FROM %s
            ON CONFLICT (tenant, account, instrument_id)
            DO UPDATE SET quantity = excluded.quantity, cost = excluded.cost,
                realized = p.realized + excluded.realized, sequence = excluded.sequence""".formatted(POSITIONS.names(), POSITIONS.unnested());

    private static final String OPEN =
            "SELECT tenant, account, instrument_id, quantity, cost, sequence FROM positions WHERE quantity <> 0";

    private static final int FETCH_ROWS = 10_000;

    void write(Connection connection, Collection<PositionRow> rows) throws SQLException {
        POSITIONS.run(connection, UPSERT, rows, "positions");
    }

    /** Reads the positions that are not flat. */
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
        return new PositionRow(key, position, BigInteger.ZERO, result.getLong("sequence"));
    }
}

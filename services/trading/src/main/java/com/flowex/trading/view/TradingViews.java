package com.flowex.trading.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The tables of this service as a whole. */
public final class TradingViews {

    private static final String EMPTY = """
            TRUNCATE trading.assets, trading.instruments, trading.open_orders, trading.closed_orders, trading.fills,
                trading.positions""";

    private static final String FORGET =
            "UPDATE platform.checkpoints SET sequence = 0, position = 0 WHERE projection = ?";

    private TradingViews() {}

    /** Deletes every row and the checkpoint in one transaction; only while nothing writes the view. */
    public static void empty(DataSource views) {
        try (Connection connection = views.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    var forget = connection.prepareStatement(FORGET)) {
                statement.execute(EMPTY);
                forget.setString(1, TradingProjection.NAME);
                forget.executeUpdate();
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the view " + TradingProjection.NAME + " cannot be emptied", e);
        }
    }
}

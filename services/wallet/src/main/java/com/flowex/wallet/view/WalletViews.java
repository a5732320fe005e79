package com.flowex.wallet.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The tables of this service as a whole. */
public final class WalletViews {

    private static final String EMPTY = "TRUNCATE wallet.assets, wallet.balances, wallet.totals, wallet.transactions";

    private static final String FORGET =
            "UPDATE platform.checkpoints SET sequence = 0, position = 0 WHERE projection = ?";

    private WalletViews() {}

    /** Deletes every row and the checkpoint in one transaction; only while nothing writes the view. */
    public static void empty(DataSource views) {
        try (Connection connection = views.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement forget = connection.prepareStatement(FORGET)) {
                statement.execute(EMPTY);
                forget.setString(1, WalletProjection.NAME);
                forget.executeUpdate();
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the view " + WalletProjection.NAME + " cannot be emptied", e);
        }
    }
}

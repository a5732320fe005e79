package com.flowex.wallet.store.balance;

import com.flowex.platform.database.sql.RowSource;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Queries of the totals over all accounts: one row for each asset, however many accounts there are. */
public final class LedgerQueries {

    /** One statement and thus one moment. */
    private static final String TOTALS = """
            SELECT a.code, a.scale, coalesce(t.total, 0) AS total, coalesce(t.liabilities, 0) AS liabilities,
                coalesce(t.accounts, 0) AS accounts,
                (SELECT c.sequence FROM platform.checkpoints c WHERE c.projection = 'wallet') AS sequence
            FROM wallet.assets a LEFT JOIN wallet.totals t ON t.tenant = a.tenant AND t.asset_id = a.asset_id
            WHERE a.tenant = ? ORDER BY a.asset_id""";

    /**
     * Totals of one asset over all accounts.
     *
     * @param sum sum of all balances, the outside world's included: zero
     * @param liabilities amount that the exchange owes its customers
     * @param accounts number of accounts that ever had a balance of it
     */
    public record Line(String currency, BigDecimal sum, BigDecimal liabilities, long accounts) {}

    /**
     * Totals of all assets at one moment.
     *
     * @param sequence number of the last event included
     */
    public record Ledger(long sequence, List<Line> lines) {}

    private final RowSource rows;

    public LedgerQueries(RowSource rows) {
        this.rows = rows;
    }

    public Ledger of(int tenant) {
        return rows.query(tenant, connection -> {
            try (PreparedStatement statement = connection.jdbc().prepareStatement(TOTALS)) {
                statement.setInt(1, tenant);
                try (ResultSet row = statement.executeQuery()) {
                    return ledger(row);
                }
            }
        });
    }

    private static Ledger ledger(ResultSet row) throws SQLException {
        long sequence = 0;
        List<Line> lines = new ArrayList<>();
        while (row.next()) {
            sequence = row.getLong("sequence");
            int places = row.getInt("scale");
            lines.add(new Line(
                    row.getString("code"),
                    row.getBigDecimal("total").movePointLeft(places),
                    row.getBigDecimal("liabilities").movePointLeft(places),
                    row.getLong("accounts")));
        }
        return new Ledger(sequence, lines);
    }
}

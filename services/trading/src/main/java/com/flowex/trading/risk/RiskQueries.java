package com.flowex.trading.risk;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.InstrumentId;
import com.flowex.platform.database.Database;
import com.flowex.trading.market.InstrumentDirectory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads limits, groups and switches as the view has them. Nothing is found without its tenant. */
public final class RiskQueries {

    private static final String LIMITS = """
            SELECT instrument_id, order_value_max, position_max, open_orders_max FROM trading.account_limits
            WHERE tenant = ? AND account = ? ORDER BY instrument_id""";

    private static final String SWITCHES =
            "SELECT killed, prevention_group FROM trading.account_switches WHERE tenant = ? AND account = ?";

    private static final String STOPPED =
            "SELECT instrument_id FROM trading.kill_switches WHERE tenant = ? ORDER BY instrument_id LIMIT ?";

    private static final String STOPPED_ACCOUNTS =
            "SELECT account FROM trading.account_switches WHERE tenant = ? AND killed ORDER BY account LIMIT ?";

    /** So many are named at most. */
    private static final int NAMED_MAX = 1_000;

    private final Database database;
    private final InstrumentDirectory directory;

    public RiskQueries(Database database, InstrumentDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** What one account may do; one of which nothing was ever said may do everything. */
    AccountRisk of(AccountId account) {
        return database.transaction(account.tenant(), connection -> {
            List<AccountRisk.LimitsBody> limits = limits(connection, account);
            try (PreparedStatement statement = connection.prepareStatement(SWITCHES)) {
                bind(statement, account);
                try (ResultSet row = statement.executeQuery()) {
                    boolean isKnown = row.next();
                    return new AccountRisk(
                            Long.toString(account.number()),
                            isKnown && row.getBoolean(1),
                            Long.toString(isKnown ? row.getLong(2) : 0),
                            limits);
                }
            }
        });
    }

    private List<AccountRisk.LimitsBody> limits(Connection connection, AccountId account) throws SQLException {
        List<AccountRisk.LimitsBody> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
            bind(statement, account);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    AccountLimits limits = new AccountLimits(row.getLong(2), row.getLong(3), row.getInt(4));
                    all.add(AccountRisk.LimitsBody.of(directory.market(new InstrumentId(row.getInt(1))), limits));
                }
            }
        }
        return all;
    }

    /** What is stopped in a tenant now. */
    KillSwitches of(int tenant) {
        return database.transaction(tenant, connection -> {
            boolean isOn = false;
            List<String> pairs = new ArrayList<>();
            for (long number : numbers(connection, STOPPED, tenant)) {
                if (number == 0) {
                    isOn = true;
                } else {
                    pairs.add(directory
                            .market(new InstrumentId((int) number))
                            .instrument()
                            .symbol());
                }
            }
            List<String> accounts = numbers(connection, STOPPED_ACCOUNTS, tenant).stream()
                    .map(String::valueOf)
                    .toList();
            return new KillSwitches(isOn, pairs, accounts);
        });
    }

    private static List<Long> numbers(Connection connection, String sql, int tenant) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, tenant);
            statement.setInt(2, NAMED_MAX);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
        }
        return numbers;
    }

    private static void bind(PreparedStatement statement, AccountId account) throws SQLException {
        statement.setInt(1, account.tenant());
        statement.setLong(2, account.number());
    }
}

package com.flowex.trading.store;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads limits, groups and switches from the view. Every query needs the tenant. */
public final class RiskQueries {

    private static final String LIMITS = """
            SELECT instrument_id, order_value_max, position_max, open_orders_max FROM trading.account_limits
            WHERE tenant = ? AND account = ? ORDER BY instrument_id""";

    private static final String SWITCHES = """
            SELECT killed, prevention_group, open_orders_max, client_order_ids_max, group_changes
            FROM trading.account_switches WHERE tenant = ? AND account = ?""";

    private static final String STOPPED =
            "SELECT instrument_id FROM trading.kill_switches WHERE tenant = ? ORDER BY instrument_id LIMIT ?";

    private static final String STOPPED_ACCOUNTS =
            "SELECT account FROM trading.account_switches WHERE tenant = ? AND killed ORDER BY account LIMIT ?";

    /** Largest number of markets or accounts in a result. */
    private static final int NAMED_MAX = 1_000;

    /**
     * Kill switch, prevention group and quota of an account.
     *
     * @param groupChanges number of an event and the group that it set, oldest first
     */
    private record AccountSwitches(boolean isKilled, long preventionGroup, OrderQuota quota, List<Long> groupChanges) {
        static final AccountSwitches UNTOUCHED = new AccountSwitches(false, 0, OrderQuota.DEFAULT, List.of());

        static AccountSwitches of(ResultSet row) throws SQLException {
            Long[] changes = (Long[]) row.getArray(5).getArray();
            return new AccountSwitches(
                    row.getBoolean(1), row.getLong(2), new OrderQuota(row.getInt(3), row.getInt(4)), List.of(changes));
        }

        long groupBefore(long sequence) {
            long group = 0;
            for (int i = 0; i + 1 < groupChanges.size() && groupChanges.get(i) < sequence; i += 2) {
                group = groupChanges.get(i + 1);
            }
            return group;
        }
    }

    private final Database database;
    private final InstrumentDirectory directory;

    public RiskQueries(Database database, InstrumentDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** Serializes changes of an account's limits in all processes, until the transaction ends. */
    public static void lock(Transaction connection, AccountId account) {
        Sql.alone(connection, "limits of account " + account);
    }

    /** Returns true if the account's kill switch is set, or that of its main account. */
    public boolean isKilled(AccountId account) {
        return of(account).killed()
                || account.isIsolated() && of(account.main()).killed();
    }

    /** Returns the account's group, whose accounts do not trade with each other; 0 for none. */
    public long preventionGroup(AccountId account) {
        return Long.parseLong(of(account.main()).preventionGroup());
    }

    /** Returns the group that the account had when the event with this number came; 0 for none. */
    public long preventionGroupBefore(AccountId account, long sequence) {
        return database.transaction(account.tenant(), connection -> switches(connection, account.main()))
                .groupBefore(sequence);
    }

    private static AccountSwitches switches(Transaction connection, AccountId account) {
        return Sql.one(connection, AccountSwitches::of, SWITCHES, account.tenant(), account.number())
                .orElse(AccountSwitches.UNTOUCHED);
    }

    /** Returns the limits and switches of an account; an account without rows is not limited. */
    public AccountRisk of(AccountId account) {
        return database.transaction(account.tenant(), connection -> {
            List<AccountRisk.LimitsBody> limits =
                    Sql.all(connection, this::limits, LIMITS, account.tenant(), account.number());
            AccountSwitches switches = switches(connection, account);
            return new AccountRisk(
                    Long.toString(account.number()),
                    switches.isKilled,
                    Long.toString(switches.preventionGroup),
                    AccountRisk.QuotaBody.of(switches.quota),
                    limits);
        });
    }

    private AccountRisk.LimitsBody limits(ResultSet row) throws SQLException {
        AccountLimits limits = new AccountLimits(row.getLong(2), row.getLong(3), row.getInt(4));
        return AccountRisk.LimitsBody.of(directory.market(new InstrumentId(row.getInt(1))), limits);
    }

    /** Returns the present kill switches of a tenant. */
    public KillSwitchStates of(int tenant) {
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
            return new KillSwitchStates(isOn, pairs, accounts);
        });
    }

    private static List<Long> numbers(Transaction connection, String sql, int tenant) {
        return Sql.all(connection, row -> row.getLong(1), sql, tenant, NAMED_MAX);
    }
}

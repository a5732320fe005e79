package com.flowex.wallet.store.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Withdrawals and held transfers, and the daily outflows. Every connection belongs to a transaction that sees one tenant. */
public final class WithdrawalsTable {

    private static final String COLUMNS =
            "id, user_id, key, by_key, api_key, risk, reasons, needs_second, day, decided_by, approved, decided_at";

    private static final String INSERT = """
            INSERT INTO custody.withdrawals (tenant_id, id, account, user_id, key, by_key, api_key, risk,
                reasons, needs_second, day)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND = "SELECT " + COLUMNS + " FROM custody.withdrawals WHERE tenant_id = ? AND id = ?";

    private static final String BY_KEY =
            "SELECT " + COLUMNS + " FROM custody.withdrawals WHERE tenant_id = ? AND account = ? AND key = ?";

    private static final String OF_IDS = "SELECT " + COLUMNS
            + " FROM custody.withdrawals WHERE tenant_id = ? AND account = ? AND id = ANY (?::uuid[])";

    /** The update locks the row, so a second decision finds it decided. */
    private static final String DECIDE = """
            UPDATE custody.withdrawals SET decided_by = ?, approved = ?, decided_at = now()
            WHERE tenant_id = ? AND id = ? AND needs_second AND decided_by IS NULL AND user_id <> ?""";

    private static final String CALL_SECOND = """
            UPDATE custody.withdrawals SET needs_second = true, risk = ?, reasons = ?
            WHERE tenant_id = ? AND id = ? AND NOT needs_second""";

    private static final String UNDECIDED = """
            SELECT w.id FROM custody.withdrawals w
            JOIN custody.transactions t ON t.tenant_id = w.tenant_id AND t.id = w.id
            WHERE w.tenant_id = ? AND t.type = ? AND w.needs_second AND w.decided_by IS NULL AND t.status IN ('pending', 'frozen')
            ORDER BY t.created_at LIMIT ?""";

    /** Adds to a day and returns its sum; the row stays locked until the transaction ends. */
    private static final String ADD = """
            INSERT INTO custody.outflows AS o (tenant_id, account, asset_id, day, units) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, account, asset_id, day) DO UPDATE SET units = o.units + excluded.units RETURNING units""";

    private static final String OUTFLOWS = """
            SELECT account, asset_id, units FROM custody.outflows WHERE tenant_id = ? AND account IN (0, ?) AND day = ?""";

    private static final String TODAY = "SELECT (now() AT TIME ZONE 'UTC')::date";

    private static final String OPEN = """
            SELECT count(*) FROM custody.transactions WHERE tenant_id = ? AND account = ? AND type IN ('withdrawal', 'internal')
            AND status IN ('pending', 'confirming', 'frozen')""";

    private static final String SINCE_HOURS = """
            SELECT count(*) FROM custody.transactions WHERE tenant_id = ? AND account = ? AND type = 'withdrawal'
            AND created_at > now() - ? * interval '1 hour'""";

    private static final String PAID_BEFORE = """
            SELECT count(*) FROM custody.transactions WHERE tenant_id = ? AND account = ? AND type = 'withdrawal'
            AND network = ? AND address = ? AND status = 'completed'""";

    private static final String OWED = """
            SELECT count(*) FROM custody.transactions WHERE tenant_id = ? AND account = ? AND type = 'deposit'
            AND status = 'frozen' AND code IN ('spent_before_reversal', 'block_vanished')""";

    private WithdrawalsTable() {}

    public static void insert(Transaction connection, Withdrawal row) {
        WalletTransactionsTable.insert(connection, row.transaction());
        Sql.execute(
                connection,
                INSERT,
                row.account().tenant(),
                row.id(),
                row.account().number(),
                row.userId(),
                row.key(),
                row.byKey(),
                row.apiKey().orElse(null),
                row.risk(),
                row.reasons().toArray(String[]::new),
                row.needsSecond(),
                row.day());
    }

    public static Optional<Withdrawal> find(Transaction connection, int tenant, UUID id) {
        return whole(connection, tenant, Sql.one(connection, WithdrawalsTable::part, FIND, tenant, id));
    }

    public static Optional<Withdrawal> byKey(Transaction connection, AccountId account, String key) {
        return whole(
                connection,
                account.tenant(),
                Sql.one(connection, WithdrawalsTable::part, BY_KEY, account.tenant(), account.number(), key));
    }

    /** Returns the withdrawals among an account's transactions, in order. */
    public static List<Withdrawal> of(Transaction connection, AccountId account, List<WalletTransaction> transactions) {
        String[] ids = transactions.stream().map(each -> each.id().toString()).toArray(String[]::new);
        Map<UUID, Part> parts = new HashMap<>();
        Sql.all(connection, WithdrawalsTable::part, OF_IDS, account.tenant(), account.number(), (Object) ids)
                .forEach(part -> parts.put(part.id, part));
        return transactions.stream()
                .flatMap(each -> Optional.ofNullable(parts.get(each.id())).map(part -> part.of(each)).stream())
                .toList();
    }

    private static Optional<Withdrawal> whole(Transaction connection, int tenant, Optional<Part> part) {
        if (part.isEmpty()) {
            return Optional.empty();
        }
        Part found = part.get();
        return WalletTransactionsTable.find(connection, tenant, found.id).map(found::of);
    }

    /** Records a decision; returns false if it does not count. A user cannot decide on their own withdrawal. */
    public static boolean decide(Transaction connection, int tenant, UUID id, long by, boolean approved) {
        return 1 == Sql.execute(connection, DECIDE, by, approved, tenant, id, by);
    }

    /** Has a second person decide on a payment because of a higher score. */
    public static void callSecond(Transaction connection, int tenant, UUID id, int risk, List<String> reasons) {
        Sql.execute(connection, CALL_SECOND, risk, reasons.toArray(String[]::new), tenant, id);
    }

    /** Returns the payments of a type that wait for a second person, oldest first. */
    public static List<UUID> undecided(Transaction connection, int tenant, WalletTransaction.Type type, int limit) {
        return Sql.all(
                connection,
                row -> row.getObject(1, UUID.class),
                UNDECIDED,
                tenant,
                type.name().toLowerCase(Locale.ROOT),
                limit);
    }

    /** Adds to the day of a user or of the tenant, and returns its sum; account 0 is the tenant's. */
    public static BigInteger add(
            Transaction connection, AccountId account, long number, AssetId asset, LocalDate day, long units) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        ADD,
                        account.tenant(),
                        number,
                        asset.value(),
                        day,
                        BigDecimal.valueOf(units))
                .orElseThrow();
    }

    /** Outflow of a day; {@code account} 0 is the whole tenant. */
    public record Outflow(long account, AssetId asset, BigInteger units) {}

    /** Returns the outflows of an account's day and of its tenant's. */
    public static List<Outflow> outflows(Transaction connection, AccountId account, LocalDate day) {
        return Sql.all(
                connection,
                row -> new Outflow(
                        row.getLong(1),
                        new AssetId(row.getInt(2)),
                        row.getBigDecimal(3).toBigIntegerExact()),
                OUTFLOWS,
                account.tenant(),
                account.number(),
                day);
    }

    /** Returns today by the database's clock, which all processes share. */
    public static LocalDate today(Transaction connection) {
        return Sql.one(connection, row -> row.getObject(1, LocalDate.class), TODAY)
                .orElseThrow();
    }

    public static long open(Transaction connection, AccountId account) {
        return count(connection, OPEN, account.tenant(), account.number());
    }

    public static long sinceHours(Transaction connection, AccountId account, int hours) {
        return count(connection, SINCE_HOURS, account.tenant(), account.number(), hours);
    }

    public static long paidBefore(Transaction connection, AccountId account, String network, String address) {
        return count(connection, PAID_BEFORE, account.tenant(), account.number(), network, address);
    }

    /** Returns the number of deposits that a chain reversed and that are not settled. */
    public static long owed(Transaction connection, AccountId account) {
        return count(connection, OWED, account.tenant(), account.number());
    }

    private static long count(Transaction connection, String sql, Object... values) {
        return Sql.one(connection, row -> row.getLong(1), sql, values).orElseThrow();
    }

    private record Part(
            UUID id,
            long userId,
            String key,
            boolean byKey,
            Optional<String> apiKey,
            int risk,
            List<String> reasons,
            boolean needsSecond,
            LocalDate day,
            Optional<Withdrawal.Decision> decision) {

        Withdrawal of(WalletTransaction transaction) {
            return new Withdrawal(transaction, userId, key, byKey, apiKey, risk, reasons, needsSecond, day, decision);
        }
    }

    private static Part part(ResultSet row) throws SQLException {
        Long decider = row.getObject("decided_by", Long.class);
        return new Part(
                row.getObject("id", UUID.class),
                row.getLong("user_id"),
                row.getString("key"),
                row.getBoolean("by_key"),
                Optional.ofNullable(row.getString("api_key")),
                row.getInt("risk"),
                List.of((String[]) row.getArray("reasons").getArray()),
                row.getBoolean("needs_second"),
                row.getObject("day", LocalDate.class),
                decider == null
                        ? Optional.empty()
                        : Optional.of(new Withdrawal.Decision(
                                decider,
                                row.getBoolean("approved"),
                                row.getTimestamp("decided_at").toInstant())));
    }
}

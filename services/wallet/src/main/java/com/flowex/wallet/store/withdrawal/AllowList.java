package com.flowex.wallet.store.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Withdrawal allow-list of an account. A new address counts only after a delay, and so does switching the list off. A
 * thief of a session has to wait, and the owner is notified.
 */
public final class AllowList {

    /** Pseudo-network for accounts of this exchange; the address is the account's number. */
    public static final String INTERNAL = "internal";

    private static final String LIST = """
            SELECT network, address, memo, label, created_at, active_from FROM custody.allowed_addresses
            WHERE tenant_id = ? AND account = ? ORDER BY created_at, address""";

    private static final String COUNT =
            "SELECT count(*) FROM custody.allowed_addresses WHERE tenant_id = ? AND account = ?";

    private static final String ADD = """
            INSERT INTO custody.allowed_addresses (tenant_id, account, network, address, memo, label, active_from)
            VALUES (?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')
            ON CONFLICT (tenant_id, account, network, address, memo) DO UPDATE SET label = excluded.label""";

    private static final String REMOVE = """
            DELETE FROM custody.allowed_addresses WHERE tenant_id = ? AND account = ? AND network = ? AND address = ? AND memo = ?""";

    private static final String IS_ACTIVE = """
            SELECT active_from <= now() FROM custody.allowed_addresses
            WHERE tenant_id = ? AND account = ? AND network = ? AND address = ? AND memo = ?""";

    private static final String IS_ON =
            "SELECT off_from IS NULL OR off_from > now() FROM custody.allow_lists WHERE tenant_id = ? AND account = ?";

    private static final String OFF_FROM =
            "SELECT off_from FROM custody.allow_lists WHERE tenant_id = ? AND account = ?";

    private static final String ON = """
            INSERT INTO custody.allow_lists (tenant_id, account, off_from) VALUES (?, ?, NULL)
            ON CONFLICT (tenant_id, account) DO UPDATE SET off_from = NULL""";

    private static final String OFF = """
            UPDATE custody.allow_lists SET off_from = coalesce(off_from, now() + ? * interval '1 second')
            WHERE tenant_id = ? AND account = ?""";

    /** An address of the list. */
    public record Allowed(
            String network, String address, String memo, String label, Instant createdAt, Instant activeFrom) {}

    /** An address that is added to a list, and its user's name for it. */
    public record Entry(String network, String address, String memo, String label) {}

    private AllowList() {}

    public static List<Allowed> all(Transaction connection, AccountId account) {
        return Sql.all(
                connection,
                row -> new Allowed(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6).toInstant()),
                LIST,
                account.tenant(),
                account.number());
    }

    public static long size(Transaction connection, AccountId account) {
        return Sql.one(connection, row -> row.getLong(1), COUNT, account.tenant(), account.number())
                .orElseThrow();
    }

    /** Adds an address; one that is listed already keeps its time. */
    public static void add(Transaction connection, AccountId account, Entry entry, Duration lock) {
        Sql.execute(
                connection,
                ADD,
                account.tenant(),
                account.number(),
                entry.network,
                entry.address,
                entry.memo,
                entry.label,
                lock.toSeconds());
    }

    public static boolean remove(
            Transaction connection, AccountId account, String network, String address, String memo) {
        return 1 == Sql.execute(connection, REMOVE, account.tenant(), account.number(), network, address, memo);
    }

    /** Returns true if an address counts by now; empty if it is not on the list. */
    public static Optional<Boolean> isActive(
            Transaction connection, AccountId account, String network, String address, String memo) {
        return Sql.one(
                connection,
                row -> row.getBoolean(1),
                IS_ACTIVE,
                account.tenant(),
                account.number(),
                network,
                address,
                memo);
    }

    public static boolean isOn(Transaction connection, AccountId account) {
        return Sql.one(connection, row -> row.getBoolean(1), IS_ON, account.tenant(), account.number())
                .orElse(false);
    }

    /** Returns the time at which the list will be off; null if it stays on. */
    public static @Nullable Instant offFrom(Transaction connection, AccountId account) {
        return Sql.one(
                        connection,
                        row -> Sql.instant(row, 1, Instant.EPOCH),
                        OFF_FROM,
                        account.tenant(),
                        account.number())
                .filter(at -> !at.equals(Instant.EPOCH))
                .orElse(null);
    }

    public static void on(Transaction connection, AccountId account) {
        Sql.execute(connection, ON, account.tenant(), account.number());
    }

    public static void off(Transaction connection, AccountId account, Duration lock) {
        Sql.execute(connection, OFF, lock.toSeconds(), account.tenant(), account.number());
    }
}

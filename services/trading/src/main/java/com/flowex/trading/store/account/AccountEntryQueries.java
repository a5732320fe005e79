package com.flowex.trading.store.account;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Queries of the stored entries of accounts. */
public final class AccountEntryQueries {

    /** Selects the chunk that contains the wanted entry, and the chunks after it. */
    private static final String CHUNKS = """
            SELECT first, entries FROM trading.account_entries
            WHERE tenant = ? AND account = ? AND last >= ? ORDER BY last LIMIT ?""";

    private static final String LAST = "SELECT last FROM trading.account_numbers WHERE tenant = ? AND account = ?";

    private static final String LASTS =
            "SELECT account, last FROM trading.account_numbers WHERE tenant = ? AND account = ANY (?)";

    private static final String STOPPED = "SELECT tenant, shown FROM trading.stopped_tenants";

    private static final int CHUNKS_AT_ONCE = 4;

    private final Database database;

    public AccountEntryQueries(Database database) {
        this.database = database;
    }

    /** Returns the tenants whose entries are shown up to an event only, each with the number of that event. */
    public static Map<Integer, Long> stopped(Transaction connection) {
        Map<Integer, Long> stopped = new HashMap<>();
        Sql.all(connection, row -> stopped.put(row.getInt(1), row.getLong(2)), STOPPED);
        return stopped;
    }

    /**
     * A row of entries.
     *
     * @param first number of the first entry; the others follow without gaps
     */
    public record AccountEntryChunk(long first, List<AccountEvent> events) {}

    /** Returns the number of an account's last entry; 0 before its first. */
    public long last(AccountId account) {
        return database.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), LAST, account.tenant(), account.number())
                .orElse(0L));
    }

    /** Returns the numbers of the last entries of some accounts of a tenant. An account without entries is missing. */
    public Map<Long, Long> lasts(int tenant, Collection<Long> accounts) {
        Object numbers = accounts.stream().mapToLong(Long::longValue).toArray();
        Map<Long, Long> lasts = new HashMap<>();
        database.query(
                tenant,
                connection ->
                        Sql.all(connection, row -> lasts.put(row.getLong(1), row.getLong(2)), LASTS, tenant, numbers));
        return lasts;
    }

    /**
     * Returns some chunks in their order, from the one that contains an entry. If that entry is no longer kept, they
     * begin with the oldest that is.
     */
    public List<AccountEntryChunk> chunks(AccountId account, long from) {
        int tenant = account.tenant();
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new AccountEntryChunk(
                                row.getLong(1), AccountEventCodec.decoded(account, row.getBytes(2))),
                        CHUNKS,
                        tenant,
                        account.number(),
                        from,
                        CHUNKS_AT_ONCE));
    }
}

package com.flowex.trading.view;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.trading.store.account.AccountEvent;
import com.flowex.trading.store.account.AccountEventCodec;
import com.flowex.trading.store.account.AccountListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers and writes the entries of accounts: a row for each account and flush, and the account's last number. It also
 * deletes entries that are no longer kept, many at a time.
 */
final class AccountEntryTables {

    /** Number of an account's newest entries that are kept; older ones may be kept for a while. */
    private static final int KEPT_ENTRIES = 10_000;

    /** Age up to which entries are kept, in nanoseconds of log time: 7 days; older ones may be kept for a while. */
    static final long KEPT_NANOS = 7L * 86_400 * 1_000_000_000;

    /** Largest number of entries in a row, so that a reader of one entry reads few others. */
    private static final int CHUNK_ENTRIES = 500;

    /** Entries that are no longer kept are deleted whenever an account's number passes a multiple of this. */
    private static final int TIDY_EVERY_ENTRIES = 2_500;

    /** Entries that are too old are deleted whenever the log's time passes a multiple of this. */
    private static final long TIDY_EVERY_NANOS = 600_000_000_000L;

    /** Largest number of accounts whose last number is cached: those with the most recent entries. */
    private static final int REMEMBERED_MAX = 50_000;

    private record Last(AccountId account, long number) {}

    private record Chunk(AccountId account, long first, List<AccountEvent> events) {

        long last() {
            return first + events.size() - 1;
        }
    }

    private static final BulkRows<Last> LASTS = BulkRows.<Last>of()
            .int4("tenant", last -> last.account().tenant())
            .int8("account", last -> last.account().number())
            .int8("last", Last::number);

    private static final BulkRows<Chunk> CHUNKS = BulkRows.<Chunk>of()
            .int4("tenant", chunk -> chunk.account().tenant())
            .int8("account", chunk -> chunk.account().number())
            .int8("first", Chunk::first)
            .int8("last", Chunk::last)
            .int8("last_nanos", chunk -> chunk.events().getLast().timeNanos())
            .bytes("entries", chunk -> AccountEventCodec.encoded(chunk.events()));

    private static final String READ = """
            SELECT tenant, account, last FROM account_numbers
            JOIN unnest(?::integer[], ?::bigint[]) AS k (tenant, account) USING (tenant, account)""";

    private static final String UPDATE = """
            UPDATE account_numbers n SET last = c.last FROM %s AS c (%s)
            WHERE n.tenant = c.tenant AND n.account = c.account""".formatted(LASTS.unnested(), LASTS.names());

    private static final String TIDY_ACCOUNT =
            "DELETE FROM account_entries WHERE tenant = ? AND account = ? AND last <= ?";

    private static final String TIDY_OLD = "DELETE FROM account_entries WHERE last_nanos < ?";

    /** Committed last numbers, least recently used first; 0 for an account without entries. */
    private final Map<AccountId, Long> lasts = new LinkedHashMap<>(16, 0.75f, true);

    private long tidiedNanos;
    private long seenNanos;

    /**
     * Writes entries and last numbers. It changes only the cache of committed numbers in memory, so it can be repeated.
     */
    void write(Connection views, Map<AccountId, List<AccountEvent>> published) throws SQLException {
        if (published.isEmpty()) {
            return;
        }
        read(views, published.keySet());
        List<Chunk> chunks = new ArrayList<>();
        List<Last> opened = new ArrayList<>();
        List<Last> moved = new ArrayList<>();
        published.forEach((account, events) -> {
            long before = last(account);
            (before == 0 ? opened : moved).add(new Last(account, before + events.size()));
            for (int from = 0; from < events.size(); from += CHUNK_ENTRIES) {
                int to = Math.min(events.size(), from + CHUNK_ENTRIES);
                chunks.add(new Chunk(account, before + 1 + from, events.subList(from, to)));
            }
        });
        LASTS.copyInto(views, "account_numbers", opened);
        LASTS.run(views, UPDATE, moved, "last numbers of accounts");
        CHUNKS.copyInto(views, "account_entries", chunks);
        tidy(views, moved, published);
    }

    private long last(AccountId account) {
        return lasts.getOrDefault(account, 0L);
    }

    private void read(Connection views, Set<AccountId> accounts) throws SQLException {
        List<AccountId> unknown =
                accounts.stream().filter(account -> !lasts.containsKey(account)).toList();
        if (unknown.isEmpty()) {
            return;
        }
        Object tenants = unknown.stream().mapToInt(AccountId::tenant).toArray();
        Object numbers = unknown.stream().mapToLong(AccountId::number).toArray();
        List<Last> stored = Sql.all(
                views,
                row -> new Last(new AccountId(row.getInt(1), row.getLong(2)), row.getLong(3)),
                READ,
                tenants,
                numbers);
        unknown.forEach(account -> lasts.put(account, 0L));
        stored.forEach(last -> lasts.put(last.account(), last.number()));
    }

    private void tidy(Connection views, List<Last> moved, Map<AccountId, List<AccountEvent>> published)
            throws SQLException {
        for (Last last : moved) {
            if (last.number() / TIDY_EVERY_ENTRIES != last(last.account()) / TIDY_EVERY_ENTRIES) {
                long gone = last.number() - KEPT_ENTRIES;
                AccountId account = last.account();
                Sql.execute(views, TIDY_ACCOUNT, account.tenant(), account.number(), gone);
            }
        }
        for (List<AccountEvent> events : published.values()) {
            seenNanos = Math.max(seenNanos, events.getLast().timeNanos());
        }
        if (seenNanos / TIDY_EVERY_NANOS != tidiedNanos / TIDY_EVERY_NANOS) {
            Sql.execute(views, TIDY_OLD, seenNanos - KEPT_NANOS);
        }
    }

    /** Updates the numbers after the commit of the transaction, and notifies the listener. */
    void committed(Map<AccountId, List<AccountEvent>> published, AccountListener listener) {
        published.forEach((account, events) -> {
            long before = last(account);
            lasts.put(account, before + events.size());
            if (listener.isRequested(account)) {
                listener.onEvents(account, before + 1, List.copyOf(events));
            }
        });
        tidiedNanos = seenNanos;
        var oldest = lasts.keySet().iterator();
        for (int surplus = lasts.size() - REMEMBERED_MAX; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }
}

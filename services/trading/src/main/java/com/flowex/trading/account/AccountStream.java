package com.flowex.trading.account;

import com.flowex.domain.AccountId;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens to accounts, for whoever follows them: the one reading side behind every door. What is stored is read from the
 * view; what was just committed is told by the view's writer where it is in this process, and looked for where it is not.
 *
 * <p>Any thread. It costs nothing for an account that nobody follows.
 */
public final class AccountStream implements AccountListener {

    /** So many of the youngest entries of an account can be followed from, or somewhat more. */
    public static final int KEPT_ENTRIES = 10_000;

    /** For so long, or somewhat longer, by the log's time: 7 days. */
    public static final long KEPT_NANOS = 7L * 86_400 * 1_000_000_000;

    /** The chunk that has the wanted entry, and those behind it. */
    private static final String CHUNKS = """
            SELECT first, entries FROM trading.account_entries
            WHERE tenant = ? AND account = ? AND last >= ? ORDER BY last LIMIT ?""";

    private static final String LAST = "SELECT last FROM trading.account_numbers WHERE tenant = ? AND account = ?";

    private static final String LASTS =
            "SELECT account, last FROM trading.account_numbers WHERE tenant = ? AND account = ANY (?)";

    private static final int CHUNKS_AT_ONCE = 4;

    private final Database database;
    private final Map<AccountId, Feed> feeds = new ConcurrentHashMap<>();

    public AccountStream(Database database) {
        this.database = database;
    }

    /** The number of an account's last entry that the view shows; 0 before its first. */
    public long last(AccountId account) {
        return database.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), LAST, account.tenant(), account.number())
                .orElse(0L));
    }

    /**
     * Follows an account.
     *
     * @param from number of the first entry wanted, 1 or more; it may lie ahead
     * @param news called by any thread when there may be more; must not wait
     */
    public Following follow(AccountId account, long from, Runnable news) {
        Feed feed = feeds.compute(account, (_, known) -> (known == null ? new Feed() : known).with(news));
        return new Following(this, account, feed, from, news);
    }

    void leave(AccountId account, Runnable news) {
        feeds.computeIfPresent(account, (_, feed) -> feed.without(news) ? null : feed);
    }

    /** How many accounts are followed. */
    public int followed() {
        return feeds.size();
    }

    @Override
    public boolean isWanted(AccountId account) {
        return feeds.containsKey(account);
    }

    @Override
    public void told(AccountId account, long first, List<AccountEvent> events) {
        Feed feed = feeds.get(account);
        if (feed != null) {
            feed.told(first, events);
        }
    }

    /** Looks for what another process has written; for a process in which the view has no writer. */
    public void look() {
        Collection<AccountId> followed = List.copyOf(feeds.keySet());
        Map<Integer, List<AccountId>> byTenant = new HashMap<>();
        followed.forEach(account -> byTenant.computeIfAbsent(account.tenant(), _ -> new ArrayList<>())
                .add(account));
        byTenant.forEach(this::look);
    }

    /** Numbers of the last entries of some accounts of a tenant; one without entries is missing. */
    public Map<Long, Long> lasts(int tenant, Collection<Long> accounts) {
        Object numbers = accounts.stream().mapToLong(Long::longValue).toArray();
        Map<Long, Long> lasts = new HashMap<>();
        database.query(
                tenant,
                connection ->
                        Sql.all(connection, row -> lasts.put(row.getLong(1), row.getLong(2)), LASTS, tenant, numbers));
        return lasts;
    }

    private void look(int tenant, List<AccountId> accounts) {
        lasts(tenant, accounts.stream().map(AccountId::number).toList()).forEach((number, last) -> {
            Feed feed = feeds.get(new AccountId(tenant, number));
            if (feed != null) {
                feed.shown(last);
            }
        });
    }

    private record Chunk(long first, List<AccountEvent> events) {}

    /** What is stored from a number on, for whoever looks now and then and follows nobody. */
    public Following.Answer stored(AccountId account, long from, int max) {
        return stored(account, new Feed(), from, max);
    }

    /** What is stored from a number on. */
    Following.Answer stored(AccountId account, Feed feed, long from, int max) {
        // In this order: what is committed between the two is in the chunks and not in the number.
        long last = last(account);
        if (from > last) {
            feed.shown(last);
            return new Following.Answer.Entries(List.of());
        }
        List<Chunk> chunks = chunks(account, from);
        if (chunks.isEmpty() || chunks.getFirst().first > from) {
            return new Following.Answer.TooOld(chunks.isEmpty() ? last + 1 : chunks.getFirst().first);
        }
        List<AccountEntry> entries = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.events.size() && entries.size() < max; i++) {
                if (chunk.first + i >= from) {
                    entries.add(new AccountEntry(chunk.first + i, chunk.events.get(i)));
                }
            }
        }
        return new Following.Answer.Entries(entries);
    }

    private List<Chunk> chunks(AccountId account, long from) {
        int tenant = account.tenant();
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new Chunk(row.getLong(1), EntriesCodec.decoded(account, row.getBytes(2))),
                        CHUNKS,
                        tenant,
                        account.number(),
                        from,
                        CHUNKS_AT_ONCE));
    }
}

package com.flowex.wallet.store.journal;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the journal, page by page, oldest first: an account's by its primary key, a tenant's by ranges of events.
 * Rows never change, so successive pages are of one moment as long as they end at the same event.
 */
public final class JournalQueries {

    private static final int PAGE_ROWS = 500;

    /** Events in one query for a tenant's rows; at most three rows of each are in memory. */
    private static final long RANGE_EVENTS = 16_384;

    private static final String COLUMNS = """
            SELECT account, sequence, created_nanos, kind, asset_id, amount, fee, balance, other_asset_id, other_amount,
                other_fee, other_balance, trade_id, transfer_id
            FROM wallet.journal
            """;

    private static final String OF_ACCOUNT = COLUMNS + """
            WHERE tenant = ? AND account = ? AND sequence >= ? AND sequence <= ? AND created_nanos >= ?
                AND created_nanos < ? AND (?::integer IS NULL OR asset_id = ? OR other_asset_id = ?)
            ORDER BY sequence LIMIT ?""";

    private static final String OF_TENANT = COLUMNS + """
            WHERE tenant = ? AND sequence >= ? AND sequence < ? AND created_nanos >= ? AND created_nanos < ?
            ORDER BY sequence, account""";

    /**
     * The last chapter that began before a moment, and the first event of the next one; one statement and thus one
     * moment.
     */
    private static final String PLACE = """
            SELECT (SELECT sequence FROM platform.checkpoints WHERE projection = 'wallet') AS shown,
                coalesce((SELECT max(chapter) FROM wallet.chapters WHERE began_nanos < ?), 0) AS chapter,
                coalesce((SELECT max(first_sequence) FROM wallet.chapters WHERE began_nanos < ?), 1) AS first_sequence,
                coalesce((SELECT min(first_sequence) FROM wallet.chapters WHERE began_nanos >= ?), 9223372036854775807)
                    AS behind""";

    /** The last event before a moment that moved the tenant's money, within one chapter. */
    private static final String LAST_BEFORE = """
            SELECT max(sequence) FROM wallet.journal
            WHERE tenant = ? AND sequence >= ? AND sequence <= ? AND created_nanos < ?""";

    private static final String AT_EPOCH = """
            SELECT a.asset_id, b.balance, b.held FROM wallet.assets a JOIN LATERAL (
                SELECT balance, held FROM wallet.chapter_balances b
                WHERE b.tenant = a.tenant AND b.account = ? AND b.asset_id = a.asset_id AND b.chapter < ?
                ORDER BY b.chapter DESC LIMIT 1) b ON true
            WHERE a.tenant = ?""";

    private static final String MOVED = """
            SELECT leg.asset_id, sum(leg.amount)::bigint FROM wallet.journal j JOIN LATERAL
                (VALUES (j.asset_id, j.amount), (j.other_asset_id, j.other_amount)) AS leg (asset_id, amount) ON true
            WHERE j.tenant = ? AND j.account = ? AND j.sequence >= ? AND j.sequence <= ? AND j.created_nanos < ?
                AND leg.asset_id <> 0
            GROUP BY leg.asset_id""";

    private static final String MOVED_OF_TENANT = """
            SELECT j.account, leg.asset_id, sum(leg.amount)::bigint AS units FROM wallet.journal j JOIN LATERAL
                (VALUES (j.asset_id, j.amount), (j.other_asset_id, j.other_amount)) AS leg (asset_id, amount) ON true
            WHERE j.tenant = ? AND j.sequence >= ? AND j.sequence <= ? AND j.created_nanos < ? AND leg.asset_id <> 0
            GROUP BY j.account, leg.asset_id""";

    private static final String OWNED = """
            SELECT b.account, b.asset_id, coalesce(c.balance, 0) AS units, c.balance IS NOT NULL AS there
            FROM wallet.balances b LEFT JOIN LATERAL (
                SELECT balance FROM wallet.chapter_balances c
                WHERE c.tenant = b.tenant AND c.account = b.account AND c.asset_id = b.asset_id AND c.chapter < ?
                ORDER BY c.chapter DESC LIMIT 1) c ON true
            WHERE b.tenant = ? AND (b.account, b.asset_id) > (?, ?)
            ORDER BY b.account, b.asset_id LIMIT ?""";

    /**
     * A moment as a position in the log. Its state is the end of the chapter before, and the events of this chapter
     * that are earlier than the moment.
     *
     * @param epoch last chapter that began before it
     * @param firstSequence first event of that chapter
     * @param lastSequence no later event is before the moment
     * @param nanos first log time that is not before it
     */
    public record Place(long epoch, long firstSequence, long lastSequence, long nanos) {}

    /**
     * A range of log time, as positions in the log.
     *
     * @param toSequence no later event belongs to the range, nor does any event that the view did not show at the
     *     lookup
     */
    public record JournalRange(LogTime.Span span, Place from, Place to, long toSequence) {}

    /** Balance of an account in an asset at a position. */
    public record Owned(AccountId account, AssetId asset, long units) {}

    /** Receiver of rows, one by one. */
    @FunctionalInterface
    public interface Reader<T, E extends Exception> {
        void on(T row) throws E;
    }

    private final RowSource rows;

    public JournalQueries(RowSource rows) {
        this.rows = rows;
    }

    /**
     * Looks up the positions at which a time range begins and ends. The end of a range that has one is the last event
     * before it that moved the tenant's money: events after the range do not change it.
     */
    public JournalRange range(int tenant, LogTime.Span span) {
        return rows.query(tenant, connection -> {
            RangeEnds from = found(connection, span.fromNanos());
            RangeEnds to = found(connection, span.toNanos());
            long shown = Math.min(to.shown(), to.behind() - 1);
            long last = span.toNanos() == Long.MAX_VALUE ? shown : lastBefore(connection, tenant, to, shown, span);
            return new JournalRange(
                    span,
                    new Place(from.epoch(), from.firstSequence(), last, span.fromNanos()),
                    new Place(to.epoch(), to.firstSequence(), last, span.toNanos()),
                    last);
        });
    }

    private static long lastBefore(Transaction connection, int tenant, RangeEnds to, long shown, LogTime.Span span) {
        return Sql.one(
                        connection,
                        row -> Optional.ofNullable(row.getObject(1, Long.class)),
                        LAST_BEFORE,
                        tenant,
                        to.firstSequence(),
                        shown,
                        span.toNanos())
                .flatMap(last -> last)
                .orElse(Math.min(shown, to.firstSequence() - 1));
    }

    private record RangeEnds(long shown, long epoch, long firstSequence, long behind) {}

    private static RangeEnds found(Transaction connection, long nanos) {
        return Sql.one(connection, JournalQueries::found, PLACE, nanos, nanos, nanos)
                .orElseThrow();
    }

    private static RangeEnds found(ResultSet row) throws SQLException {
        return new RangeEnds(
                row.getLong("shown"), row.getLong("chapter"), row.getLong("first_sequence"), row.getLong("behind"));
    }

    /** Returns an account's balances before a position, by asset. Assets that it never had are left out. */
    public Map<AssetId, Long> before(AccountId account, Place place) {
        return rows.reaching(place.lastSequence()).query(account.tenant(), connection -> {
            Map<AssetId, Long> had = new TreeMap<>(Comparator.comparingInt(AssetId::value));
            add(
                    had,
                    Sql.all(
                            connection,
                            JournalQueries::units,
                            AT_EPOCH,
                            account.number(),
                            place.epoch(),
                            account.tenant()));
            add(
                    had,
                    Sql.all(
                            connection,
                            JournalQueries::units,
                            MOVED,
                            account.tenant(),
                            account.number(),
                            place.firstSequence(),
                            place.lastSequence(),
                            place.nanos()));
            return had;
        });
    }

    /** Returns an account's balances at the end of the previous chapter. Assets that it never had are left out. */
    public Map<AssetId, Holding> atEpoch(AccountId account, long epoch) {
        Map<AssetId, Holding> had = new HashMap<>();
        rows.query(
                        account.tenant(),
                        connection -> Sql.all(
                                connection,
                                row -> Map.entry(
                                        new AssetId(row.getInt(1)), new Holding(row.getLong(2), row.getLong(3))),
                                AT_EPOCH,
                                account.number(),
                                epoch,
                                account.tenant()))
                .forEach(one -> had.put(one.getKey(), one.getValue()));
        return had;
    }

    private record Units(AssetId asset, long units) {}

    private static Units units(ResultSet row) throws SQLException {
        return new Units(new AssetId(row.getInt(1)), row.getLong(2));
    }

    private static void add(Map<AssetId, Long> sums, List<Units> more) {
        more.forEach(one -> sums.merge(one.asset(), one.units(), Math::addExact));
    }

    /**
     * Reads the movements of an account's money, oldest first, with one page in memory at a time.
     *
     * @param asset asset to read; null for all
     */
    public <E extends Exception> void read(
            AccountId account, @Nullable AssetId asset, JournalRange range, Reader<JournalEntry, E> reader) throws E {
        long from = range.from().firstSequence();
        List<JournalEntry> page;
        do {
            page = page(account, asset, range, from);
            for (JournalEntry entry : page) {
                reader.on(entry);
                from = entry.sequence() + 1;
            }
        } while (page.size() == PAGE_ROWS);
    }

    private List<JournalEntry> page(AccountId account, @Nullable AssetId asset, JournalRange range, long from) {
        Integer id = asset == null ? null : asset.value();
        return rows.reaching(range.toSequence())
                .query(
                        account.tenant(),
                        connection -> Sql.all(
                                connection,
                                row -> entry(row, account.tenant()),
                                OF_ACCOUNT,
                                account.tenant(),
                                account.number(),
                                from,
                                range.toSequence(),
                                range.span().fromNanos(),
                                range.span().toNanos(),
                                id,
                                id,
                                id,
                                PAGE_ROWS));
    }

    /** Reads the movements of a tenant's money, by event; the parts of one event follow each other. */
    public <E extends Exception> void read(int tenant, JournalRange range, Reader<JournalEntry, E> reader) throws E {
        for (long from = range.from().firstSequence(); from <= range.toSequence(); from += RANGE_EVENTS) {
            long first = from;
            long behind = Math.min(from + RANGE_EVENTS, range.toSequence() + 1);
            List<JournalEntry> entries = rows.reaching(range.toSequence())
                    .query(
                            tenant,
                            connection -> Sql.all(
                                    connection,
                                    row -> entry(row, tenant),
                                    OF_TENANT,
                                    tenant,
                                    first,
                                    behind,
                                    range.span().fromNanos(),
                                    range.span().toNanos()));
            for (JournalEntry entry : entries) {
                reader.on(entry);
            }
        }
    }

    /**
     * Reads the balances of all of a tenant's accounts before a position, by account and asset. Balances that never
     * existed are left out.
     */
    public <E extends Exception> void owned(int tenant, Place place, Reader<Owned, E> reader) throws E {
        Map<Key, Long> moved = movedOf(tenant, place);
        Key last = Key.FIRST;
        List<StoredBalance> page;
        do {
            page = storedBalances(tenant, place, last);
            for (StoredBalance one : page) {
                last = new Key(one.account(), one.asset());
                Long since = moved.get(last);
                if (one.there() || since != null) {
                    reader.on(new Owned(
                            new AccountId(tenant, one.account()),
                            new AssetId(one.asset()),
                            Math.addExact(one.units(), since == null ? 0 : since)));
                }
            }
        } while (page.size() == PAGE_ROWS);
    }

    private record Key(long account, int asset) {
        static final Key FIRST = new Key(0, 0);
    }

    private record StoredBalance(long account, int asset, long units, boolean there) {}

    private List<StoredBalance> storedBalances(int tenant, Place place, Key behind) {
        return rows.reaching(place.lastSequence())
                .query(
                        tenant,
                        connection -> Sql.all(
                                connection,
                                row -> new StoredBalance(
                                        row.getLong(1), row.getInt(2), row.getLong(3), row.getBoolean(4)),
                                OWNED,
                                place.epoch(),
                                tenant,
                                behind.account(),
                                behind.asset(),
                                PAGE_ROWS));
    }

    /** Returns the movements within one chapter, so there are never more than it has events. */
    private Map<Key, Long> movedOf(int tenant, Place place) {
        Map<Key, Long> moved = new HashMap<>();
        rows.reaching(place.lastSequence())
                .query(
                        tenant,
                        connection -> Sql.all(
                                connection,
                                row -> new StoredBalance(row.getLong(1), row.getInt(2), row.getLong(3), true),
                                MOVED_OF_TENANT,
                                tenant,
                                place.firstSequence(),
                                place.lastSequence(),
                                place.nanos()))
                .forEach(one -> moved.put(new Key(one.account(), one.asset()), one.units()));
        return moved;
    }

    private static JournalEntry entry(ResultSet row, int tenant) throws SQLException {
        List<Posting> postings = new ArrayList<>(2);
        postings.add(posting(row, ""));
        if (row.getInt("other_asset_id") != 0) {
            postings.add(posting(row, "other_"));
        }
        String transfer = row.getString("transfer_id");
        return new JournalEntry(
                new AccountId(tenant, row.getLong("account")),
                row.getLong("sequence"),
                row.getLong("created_nanos"),
                EntryKind.of(row.getInt("kind")),
                transfer == null ? Long.toString(row.getLong("trade_id")) : transfer.replace("-", ""),
                postings);
    }

    private static Posting posting(ResultSet row, String leg) throws SQLException {
        long balance = row.getLong(leg + "balance");
        return new Posting(
                new AssetId(row.getInt(leg + "asset_id")),
                row.getLong(leg + "amount"),
                row.getLong(leg + "fee"),
                row.wasNull() ? null : balance);
    }
}

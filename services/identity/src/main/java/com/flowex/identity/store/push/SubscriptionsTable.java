package com.flowex.identity.store.push;

import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Table of browsers that receive pushed fills: one row each, with the last entry that was pushed. The push address of a
 * browser is sealed.
 */
public final class SubscriptionsTable {

    /** Maximum number of browsers of one user; a further one replaces the browser that was renewed longest ago. */
    public static final int BROWSERS_MAX = 10;

    private static final String ADD = """
            INSERT INTO identity.push_subscriptions AS now_there
                (tenant_id, id, user_id, session_id, account_number, endpoint_hash, host, target, agent, language, told)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, endpoint_hash) DO UPDATE SET user_id = excluded.user_id,
                session_id = excluded.session_id, account_number = excluded.account_number, target = excluded.target,
                agent = excluded.agent, language = excluded.language,
                told = CASE WHEN now_there.account_number = excluded.account_number
                    THEN least(now_there.told, excluded.told) ELSE excluded.told END,
                tries = 0, failing_since = NULL, next_at = now(), renewed_at = now()
            RETURNING id""";
    private static final String ONE_OF_SESSION =
            "DELETE FROM identity.push_subscriptions WHERE tenant_id = ? AND session_id = ? AND id <> ?";
    private static final String TOO_MANY = """
            DELETE FROM identity.push_subscriptions WHERE tenant_id = ? AND user_id = ? AND id IN (
                SELECT id FROM identity.push_subscriptions WHERE tenant_id = ? AND user_id = ?
                ORDER BY renewed_at DESC, id OFFSET ?)""";
    private static final String OF_USER = """
            SELECT id, session_id, host, agent, language, renewed_at, told_at FROM identity.push_subscriptions
            WHERE tenant_id = ? AND user_id = ? ORDER BY renewed_at DESC, id""";
    private static final String REMOVE =
            "DELETE FROM identity.push_subscriptions WHERE tenant_id = ? AND user_id = ? AND id = ?";
    private static final String ENDED =
            "DELETE FROM identity.push_subscriptions WHERE tenant_id = ? AND session_id = ANY (?::uuid[])";
    private static final String ANY = "SELECT 1 FROM identity.push_subscriptions WHERE tenant_id = ? LIMIT 1";
    /** Selects also rows whose wait exceeds the longest possible one: they were written under another clock. */
    private static final String DUE = """
            SELECT id, user_id, session_id, account_number, host, language, told, tries,
                coalesce(failing_since < now() - make_interval(days => ?), false)
            FROM identity.push_subscriptions
            WHERE tenant_id = ? AND id > ? AND NOT next_at BETWEEN now() AND now() + make_interval(secs => ?)
            ORDER BY id LIMIT ?""";

    private static final String CLAIM = """
            UPDATE identity.push_subscriptions SET next_at = now() + make_interval(secs => ?)
            WHERE tenant_id = ? AND id = ? AND told = ?
                AND NOT next_at BETWEEN now() AND now() + make_interval(secs => ?)
            RETURNING endpoint_hash, target""";
    private static final String PASSED =
            "UPDATE identity.push_subscriptions SET told = ? WHERE tenant_id = ? AND id = ? AND told = ?";
    private static final String REPORTED = """
            UPDATE identity.push_subscriptions SET told = ?, told_at = now(), tries = 0, failing_since = NULL,
                next_at = now() + make_interval(secs => ?)
            WHERE tenant_id = ? AND id = ? AND told = ?""";
    private static final String LATER = """
            UPDATE identity.push_subscriptions SET tries = tries + 1, failing_since = coalesce(failing_since, now()),
                next_at = now() + make_interval(secs => ?)
            WHERE tenant_id = ? AND id = ? AND told = ?""";
    private static final String REACHED = """
            SELECT id, session_id, host, language, endpoint_hash, target FROM identity.push_subscriptions
            WHERE tenant_id = ? AND user_id = ? ORDER BY id LIMIT ?""";
    private static final String SEALED = """
            SELECT id, endpoint_hash, target FROM identity.push_subscriptions
            WHERE tenant_id = ? AND id > ? ORDER BY id LIMIT 500""";
    private static final String SEAL_AGAIN =
            "UPDATE identity.push_subscriptions SET target = ? WHERE tenant_id = ? AND id = ? AND target = ?";

    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private final Sealing sealing;

    public SubscriptionsTable(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /**
     * Browser to add.
     *
     * @param reported number of the account's last entry now; later entries are pushed
     */
    public record New(
            long userId, UUID session, long account, PushTarget target, String agent, String language, long reported) {}

    /**
     * Browser as listed for its user.
     *
     * @param notifiedAt time of the last push; null if there was none yet
     */
    public record ListedBrowser(
            UUID id,
            UUID session,
            String host,
            String agent,
            String language,
            Instant renewedAt,
            @Nullable Instant notifiedAt) {}

    /**
     * Browser that may be notified now.
     *
     * @param reported number of the last entry that was pushed
     * @param tries number of failures since the last success
     * @param isHopeless true if it has failed for days
     */
    public record DueBrowser(
            int tenant,
            UUID id,
            long userId,
            UUID session,
            long account,
            String host,
            String language,
            long reported,
            int tries,
            boolean isHopeless) {}

    /**
     * Adds a browser, or renews it; it replaces any other browser of its session.
     *
     * @param holding connection that holds the lock on the user's row
     */
    public UUID add(Transaction holding, int tenant, New browser) {
        String endpoint = browser.target().endpoint().toString();
        byte[] hash = OpaqueToken.sha256("push " + endpoint);
        byte[] target = sealing.seal(browser.target().bytes(), place(tenant, hash));
        UUID id = Sql.one(
                        holding,
                        row -> row.getObject(1, UUID.class),
                        ADD,
                        tenant,
                        UUID.randomUUID(),
                        browser.userId(),
                        browser.session(),
                        browser.account(),
                        hash,
                        browser.target().endpoint().getHost(),
                        target,
                        browser.agent(),
                        browser.language(),
                        browser.reported())
                .orElseThrow();
        Sql.execute(holding, ONE_OF_SESSION, tenant, browser.session(), id);
        Sql.execute(holding, TOO_MANY, tenant, browser.userId(), tenant, browser.userId(), BROWSERS_MAX);
        return id;
    }

    public List<ListedBrowser> of(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, SubscriptionsTable::row, OF_USER, tenant, userId));
    }

    private static ListedBrowser row(ResultSet row) throws SQLException {
        Instant notifiedAt = Sql.instant(row, 7, Instant.MIN);
        return new ListedBrowser(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Sql.instant(row, 6, Instant.MIN),
                notifiedAt.equals(Instant.MIN) ? null : notifiedAt);
    }

    public boolean remove(int tenant, long userId, UUID id) {
        return database.query(tenant, transaction -> Sql.execute(transaction, REMOVE, tenant, userId, id)) > 0;
    }

    /** Removes the browsers of ended sessions, so that nothing more is pushed to them. */
    public void ended(int tenant, List<UUID> sessions) {
        if (!sessions.isEmpty()) {
            database.query(tenant, transaction -> ended(transaction, tenant, sessions));
        }
    }

    /** @param changing connection with a transaction that sees the tenant's rows */
    public static int ended(Transaction changing, int tenant, List<UUID> sessions) {
        return Sql.execute(
                changing, ENDED, tenant, sessions.stream().map(UUID::toString).toArray(String[]::new));
    }

    public boolean hasAny(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getInt(1), ANY, tenant))
                .isPresent();
    }

    /**
     * Browser that may receive a notification.
     *
     * @param target push address, sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Reached(UUID id, UUID session, String host, String language, byte[] hash, byte[] target) {}

    /** Returns all browsers of a user. */
    public List<Reached> reached(int tenant, long userId) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new Reached(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4),
                                row.getBytes(5),
                                row.getBytes(6)),
                        REACHED,
                        tenant,
                        userId,
                        BROWSERS_MAX));
    }

    /** @throws Sealing.BrokenSealException if the push address cannot be opened */
    public PushTarget target(int tenant, Reached browser) {
        return PushTarget.of(sealing.open(browser.target(), place(tenant, browser.hash())));
    }

    /**
     * Returns browsers that may be notified now, in the order of their ids.
     *
     * @param after id of the last browser of the page before; empty for the first page
     * @param waitMax longest possible wait
     */
    public List<DueBrowser> due(int tenant, Optional<UUID> after, Duration waitMax, Duration hopeless, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> due(tenant, row),
                        DUE,
                        Math.toIntExact(hopeless.toDays()),
                        tenant,
                        after.orElse(FIRST),
                        waitMax.toSeconds(),
                        limit));
    }

    private static DueBrowser due(int tenant, ResultSet row) throws SQLException {
        return new DueBrowser(
                tenant,
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getInt(8),
                row.getBoolean(9));
    }

    /**
     * Claims a browser to notify, and returns its push address. Returns empty if another process has claimed it, or it
     * is removed. If this process ends before it reports a result, the claim expires after a while.
     *
     * @throws Sealing.BrokenSealException if the push address cannot be opened; the browser is claimed all the same
     */
    public Optional<PushTarget> claim(DueBrowser browser, Duration until, Duration waitMax) {
        int tenant = browser.tenant();
        Optional<Sealed> sealed = database.query(
                tenant,
                transaction -> Sql.one(
                        transaction,
                        row -> new Sealed(browser.id(), row.getBytes(1), row.getBytes(2)),
                        CLAIM,
                        until.toSeconds(),
                        tenant,
                        browser.id(),
                        browser.reported(),
                        waitMax.toSeconds()));
        return sealed.map(row -> PushTarget.of(sealing.open(row.target(), place(tenant, row.hash()))));
    }

    /** Records that there is nothing to push up to an entry. */
    public void passed(DueBrowser browser, long through) {
        update(browser.tenant(), PASSED, through, browser.tenant(), browser.id(), browser.reported());
    }

    /**
     * Records a successful push.
     *
     * @param pause time until the next push; entries meanwhile are pushed together
     */
    public void markNotified(DueBrowser browser, long through, Duration pause) {
        update(
                browser.tenant(),
                REPORTED,
                through,
                pause.toSeconds(),
                browser.tenant(),
                browser.id(),
                browser.reported());
    }

    public void later(DueBrowser browser, Duration pause) {
        update(browser.tenant(), LATER, pause.toSeconds(), browser.tenant(), browser.id(), browser.reported());
    }

    public void remove(DueBrowser browser) {
        remove(browser.tenant(), browser.userId(), browser.id());
    }

    /** Seals addresses again that an older key sealed, with the newest key, and returns their number. */
    public int sealAgain(int tenant) {
        return database.transaction(tenant, transaction -> {
            int count = 0;
            List<Sealed> page = sealedAfter(transaction, tenant, FIRST);
            while (!page.isEmpty()) {
                for (Sealed row : page) {
                    String place = place(tenant, row.hash());
                    if (!sealing.isCurrent(row.target(), place)) {
                        byte[] fresh = sealing.seal(sealing.open(row.target(), place), place);
                        count += Sql.execute(transaction, SEAL_AGAIN, fresh, tenant, row.id(), row.target());
                    }
                }
                page = sealedAfter(transaction, tenant, page.getLast().id());
            }
            return count;
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(UUID id, byte[] hash, byte[] target) {}

    private static List<Sealed> sealedAfter(Transaction transaction, int tenant, UUID after) {
        return Sql.all(
                transaction,
                row -> new Sealed(row.getObject(1, UUID.class), row.getBytes(2), row.getBytes(3)),
                SEALED,
                tenant,
                after);
    }

    private boolean update(int tenant, String sql, Object... values) {
        return database.query(tenant, transaction -> Sql.execute(transaction, sql, values)) > 0;
    }

    private static String place(int tenant, byte[] hash) {
        return "identity.push_subscriptions.target:" + tenant + "/"
                + HexFormat.of().formatHex(hash);
    }
}

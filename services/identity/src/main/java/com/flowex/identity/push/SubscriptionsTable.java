package com.flowex.identity.push;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.ground.sealing.Sealing;
import com.flowex.identity.user.OpaqueToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Browsers that are told of fills: one row each, and how far it was told. Where a browser is reached is sealed. */
public final class SubscriptionsTable {

    /** Of one user; the one that was renewed longest ago gives way. */
    static final int BROWSERS_MAX = 10;

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
    /** One that waits for longer than anybody is made to wait was put there by another clock. */
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
    private static final String TOLD = """
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
     * A browser that is to be told.
     *
     * @param told number of the account's last entry now: what is behind it will be told
     */
    record New(long userId, UUID session, long account, PushTarget target, String agent, String language, long told) {}

    /** @param toldAt null: it has not been told anything yet */
    record Kept(
            UUID id,
            UUID session,
            String host,
            String agent,
            String language,
            Instant renewedAt,
            @Nullable Instant toldAt) {}

    /**
     * One that may be told now.
     *
     * @param told number of the last entry that it was told
     * @param tries that failed since the last one that did not
     * @param isHopeless whether it has failed for days
     */
    record Due(
            int tenant,
            UUID id,
            long userId,
            UUID session,
            long account,
            String host,
            String language,
            long told,
            int tries,
            boolean isHopeless) {}

    /**
     * Adds one, or renews it; the only one of its session from then on.
     *
     * @param holding the user's row
     */
    UUID add(Connection holding, int tenant, New browser) throws SQLException {
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
                        browser.told())
                .orElseThrow();
        Sql.execute(holding, ONE_OF_SESSION, tenant, browser.session(), id);
        Sql.execute(holding, TOO_MANY, tenant, browser.userId(), tenant, browser.userId(), BROWSERS_MAX);
        return id;
    }

    List<Kept> of(int tenant, long userId) {
        return database.query(
                tenant, connection -> Sql.all(connection, SubscriptionsTable::kept, OF_USER, tenant, userId));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Instant told = Sql.instant(row, 7, Instant.MIN);
        return new Kept(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Sql.instant(row, 6, Instant.MIN),
                told.equals(Instant.MIN) ? null : told);
    }

    boolean remove(int tenant, long userId, UUID id) {
        return database.query(tenant, connection -> Sql.execute(connection, REMOVE, tenant, userId, id)) > 0;
    }

    /** Browsers of sessions that have ended are told nothing more. */
    public void ended(int tenant, List<UUID> sessions) {
        if (!sessions.isEmpty()) {
            database.query(tenant, connection -> ended(connection, tenant, sessions));
        }
    }

    /** @param changing a transaction that sees the tenant's rows */
    public static int ended(Connection changing, int tenant, List<UUID> sessions) throws SQLException {
        return Sql.execute(
                changing, ENDED, tenant, sessions.stream().map(UUID::toString).toArray(String[]::new));
    }

    boolean hasAny(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, row -> row.getInt(1), ANY, tenant))
                .isPresent();
    }

    /**
     * One that may be told something.
     *
     * @param target where it is reached, sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reached(UUID id, UUID session, String host, String language, byte[] hash, byte[] target) {}

    /** All of a user's. */
    List<Reached> reached(int tenant, long userId) {
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
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

    /** @throws Sealing.BrokenSealException if what is kept of it cannot be opened */
    PushTarget target(int tenant, Reached browser) {
        return PushTarget.of(sealing.open(browser.target(), place(tenant, browser.hash())));
    }

    /**
     * Those that may be told now, in the order of their ids.
     *
     * @param after the last of the page before
     * @param waitMax nobody waits for longer
     */
    List<Due> due(int tenant, Optional<UUID> after, Duration waitMax, Duration hopeless, int limit) {
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> due(tenant, row),
                        DUE,
                        Math.toIntExact(hopeless.toDays()),
                        tenant,
                        after.orElse(FIRST),
                        waitMax.toSeconds(),
                        limit));
    }

    private static Due due(int tenant, ResultSet row) throws SQLException {
        return new Due(
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
     * Takes one to tell, and says where it is reached; empty if somebody else has taken it, or it is gone. Whoever ends without a word
     * leaves it to others after a while.
     *
     * @throws Sealing.BrokenSealException if what is kept of it cannot be opened; it is taken all the same
     */
    Optional<PushTarget> claim(Due browser, Duration until, Duration waitMax) {
        int tenant = browser.tenant();
        Optional<Sealed> taken = database.query(
                tenant,
                connection -> Sql.one(
                        connection,
                        row -> new Sealed(browser.id(), row.getBytes(1), row.getBytes(2)),
                        CLAIM,
                        until.toSeconds(),
                        tenant,
                        browser.id(),
                        browser.told(),
                        waitMax.toSeconds()));
        return taken.map(row -> PushTarget.of(sealing.open(row.target(), place(tenant, row.hash()))));
    }

    /** There was nothing to tell up to an entry. */
    void passed(Due browser, long through) {
        update(browser.tenant(), PASSED, through, browser.tenant(), browser.id(), browser.told());
    }

    /** @param pause until it is told again; what happens meanwhile is told together */
    void told(Due browser, long through, Duration pause) {
        update(browser.tenant(), TOLD, through, pause.toSeconds(), browser.tenant(), browser.id(), browser.told());
    }

    void later(Due browser, Duration pause) {
        update(browser.tenant(), LATER, pause.toSeconds(), browser.tenant(), browser.id(), browser.told());
    }

    void remove(Due browser) {
        remove(browser.tenant(), browser.userId(), browser.id());
    }

    /** Seals with the newest key what an older one sealed; answers how much. */
    public int sealAgain(int tenant) {
        return database.transaction(tenant, connection -> {
            int count = 0;
            List<Sealed> page = sealedAfter(connection, tenant, FIRST);
            while (!page.isEmpty()) {
                for (Sealed row : page) {
                    String place = place(tenant, row.hash());
                    if (!sealing.isCurrent(row.target(), place)) {
                        byte[] fresh = sealing.seal(sealing.open(row.target(), place), place);
                        count += Sql.execute(connection, SEAL_AGAIN, fresh, tenant, row.id(), row.target());
                    }
                }
                page = sealedAfter(connection, tenant, page.getLast().id());
            }
            return count;
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(UUID id, byte[] hash, byte[] target) {}

    private static List<Sealed> sealedAfter(Connection connection, int tenant, UUID after) throws SQLException {
        return Sql.all(
                connection,
                row -> new Sealed(row.getObject(1, UUID.class), row.getBytes(2), row.getBytes(3)),
                SEALED,
                tenant,
                after);
    }

    private boolean update(int tenant, String sql, Object... values) {
        return database.query(tenant, connection -> Sql.execute(connection, sql, values)) > 0;
    }

    private static String place(int tenant, byte[] hash) {
        return "identity.push_subscriptions.target:" + tenant + "/"
                + HexFormat.of().formatHex(hash);
    }
}

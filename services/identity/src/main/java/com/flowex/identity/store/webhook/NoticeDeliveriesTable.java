package com.flowex.identity.store.webhook;

import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.webhook.WebhooksTable.Following;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.outbound.WebhookSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Table of the notices and tests that wait for webhooks. It is an outbox with a lane for each user, so that an address
 * that answers slowly or not at all delays no notice of another user.
 */
public final class NoticeDeliveriesTable {

    /** Largest number of deliveries that wait for one webhook; later notices are left out. */
    public static final int WAITING_MAX = 200;

    /** Wakes the webhook only if it may get the event, so that the row of a user without one is neither read nor locked. */
    private static final String PUT = """
            WITH awake AS (
                UPDATE identity.webhooks w SET next_at = coalesce(next_at, now())
                WHERE tenant_id = ? AND user_id = ? AND state = 'on'
                    AND NOT EXISTS (SELECT FROM identity.muted_notifications
                        WHERE tenant_id = ? AND user_id = ? AND event = ? AND channel = ?)
                    AND (SELECT count(*) FROM identity.webhook_deliveries WHERE tenant_id = ? AND user_id = ?) < ?
                RETURNING tenant_id, user_id)
            INSERT INTO identity.webhook_deliveries (tenant_id, user_id, kind, payload)
            SELECT tenant_id, user_id, 'notice', ? FROM awake""";

    private static final String NO_TEST =
            "DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND user_id = ? AND kind = 'test'";
    private static final String PUT_TEST = """
            INSERT INTO identity.webhook_deliveries (tenant_id, user_id, kind, payload) VALUES (?, ?, 'test', ?)""";
    private static final String WAKE =
            "UPDATE identity.webhooks SET next_at = now() WHERE tenant_id = ? AND user_id = ?";

    /** Selects also rows whose wait exceeds the longest possible one: they were written under another clock. */
    private static final String CLAIM = """
            UPDATE identity.webhooks SET next_at = now() + make_interval(secs => ?)
            WHERE tenant_id = ? AND user_id IN (
                SELECT user_id FROM identity.webhooks
                WHERE tenant_id = ? AND next_at IS NOT NULL
                    AND NOT next_at BETWEEN now() AND now() + make_interval(secs => ?)
                ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING user_id, id, address, secret, state, failures""";

    private static final String FIRST = """
            SELECT id, kind, payload, tries FROM identity.webhook_deliveries WHERE tenant_id = ? AND user_id = ?
            ORDER BY kind DESC, id LIMIT 1""";

    /** A statement of its own, so that the next one sees what was committed while it waited for the lock. */
    private static final String LOCK =
            "SELECT state FROM identity.webhooks WHERE tenant_id = ? AND user_id = ? AND id = ? FOR UPDATE";

    private static final String DONE = "DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND id = ?";
    private static final String LATER =
            "UPDATE identity.webhook_deliveries SET tries = tries + 1 WHERE tenant_id = ? AND id = ?";
    private static final String ANSWERED = """
            UPDATE identity.webhooks w SET answer = ?, answered_at = now(), failures = ?, state = ?,
                next_at = CASE WHEN EXISTS (SELECT FROM identity.webhook_deliveries d
                    WHERE d.tenant_id = w.tenant_id AND d.user_id = w.user_id) THEN now() + make_interval(secs => ?) END
            WHERE tenant_id = ? AND user_id = ?""";
    private static final String EMPTY = """
            UPDATE identity.webhooks w SET next_at = NULL WHERE tenant_id = ? AND user_id = ? AND NOT EXISTS (
                SELECT FROM identity.webhook_deliveries d WHERE d.tenant_id = w.tenant_id AND d.user_id = w.user_id)""";
    private static final String CLEAR = "DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND user_id = ?";

    private final Database database;
    private final Sealing sealing;
    private final WebhookSecrets secrets;

    public NoticeDeliveriesTable(Database database, Sealing sealing, WebhookSecrets secrets) {
        this.database = database;
        this.sealing = sealing;
        this.secrets = secrets;
    }

    /** Adds a notice for a user whose webhook is on and takes this event. */
    public void put(Transaction changing, int tenant, long userId, NotificationEvent event, byte[] body) {
        Sql.execute(
                changing,
                PUT,
                tenant,
                userId,
                tenant,
                userId,
                event.word(),
                NotificationChannel.WEBHOOK.word(),
                tenant,
                userId,
                WAITING_MAX,
                sealing.seal(body, place(tenant, userId)));
    }

    /** Adds a notice in a transaction of its own. */
    public void put(int tenant, long userId, NotificationEvent event, byte[] body) {
        database.transaction(tenant, transaction -> {
            put(transaction, tenant, userId, event, body);
            return event;
        });
    }

    /**
     * Notice of orders.
     *
     * @param body JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record OrderNotice(NotificationEvent event, byte[] body) {}

    /** Adds notices of orders, and records up to which entry the user has them, in one transaction. */
    public void put(int tenant, Following webhook, long through, List<OrderNotice> notices) {
        database.transaction(tenant, transaction -> {
            boolean isOurs = WebhooksTable.markReported(transaction, tenant, webhook, through);
            if (isOurs) {
                notices.forEach(each -> put(transaction, tenant, webhook.userId(), each.event(), each.body()));
            }
            return isOurs;
        });
    }

    /** Adds a test, which is sent before all else; it replaces one that waits. */
    public void putTest(Transaction changing, int tenant, long userId, byte[] body) {
        Sql.execute(changing, NO_TEST, tenant, userId);
        Sql.execute(changing, PUT_TEST, tenant, userId, sealing.seal(body, place(tenant, userId)));
        Sql.execute(changing, WAKE, tenant, userId);
    }

    /**
     * Webhook that is called now.
     *
     * @param secret sealed
     * @param failures number of calls that failed since the last one that was accepted
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Claimed(
            int tenant, long userId, UUID id, String address, byte[] secret, UserWebhook.State state, int failures) {}

    /**
     * Claims webhooks for which something is due; if this process ends before it reports a result, the claim expires.
     *
     * @param waitMax longest possible wait
     */
    public List<Claimed> claim(int tenant, Duration claim, Duration waitMax, int limit) {
        return database.transaction(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new Claimed(
                                tenant,
                                row.getLong(1),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getBytes(4),
                                UserWebhook.State.of(row.getString(5)),
                                row.getInt(6)),
                        CLAIM,
                        claim.toSeconds(),
                        tenant,
                        tenant,
                        waitMax.toSeconds(),
                        limit));
    }

    /**
     * Delivery to send.
     *
     * @param body JSON, sealed
     * @param tries number of attempts before
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Delivery(long id, boolean isTest, byte[] body, int tries) {}

    /** Returns the delivery that is first. */
    public Optional<Delivery> first(Claimed to) {
        return database.query(
                to.tenant(),
                transaction -> Sql.one(
                        transaction,
                        row -> new Delivery(
                                row.getLong(1), row.getString(2).equals("test"), row.getBytes(3), row.getInt(4)),
                        FIRST,
                        to.tenant(),
                        to.userId()));
    }

    /** @throws Sealing.BrokenSealException if its key is gone */
    public byte[] body(Claimed to, Delivery delivery) {
        return sealing.open(delivery.body(), place(to.tenant(), to.userId()));
    }

    /** @throws Sealing.BrokenSealException if its key is gone */
    public String secret(Claimed to) {
        return secrets.open(to.tenant(), to.userId(), to.secret());
    }

    /** Effect of a call on the state of its webhook. */
    public enum Turn {
        NONE,
        /** Switches it on if it is off. */
        ON_AGAIN,
        /** Switches it off if it is on, and removes all that waits. */
        OFF
    }

    /**
     * Result of a call.
     *
     * @param why reason of a failure; empty if it was accepted
     * @param failures number of calls that failed in a row now
     * @param isDone true if the delivery is not tried again
     * @param pause time until the next call
     */
    public record Answer(String why, int failures, Turn turn, boolean isDone, Duration pause) {}

    /** Records the result of a call, unless the user has changed or removed the webhook meanwhile. */
    public void answered(Claimed to, Delivery delivery, Answer answer) {
        database.transaction(to.tenant(), transaction -> answered(transaction, to, delivery, answer));
    }

    /** @return true if the webhook was switched off */
    public static boolean answered(Transaction changing, Claimed to, Delivery delivery, Answer answer) {
        Optional<UserWebhook.State> before = lock(changing, to);
        if (before.isEmpty()) {
            return false;
        }
        UserWebhook.State now = before.get();
        boolean endsNow = answer.turn() == Turn.OFF && now == UserWebhook.State.ON;
        boolean beginsNow = answer.turn() == Turn.ON_AGAIN && now == UserWebhook.State.OFF;
        Sql.execute(changing, answer.isDone() ? DONE : LATER, to.tenant(), delivery.id());
        if (endsNow) {
            Sql.execute(changing, CLEAR, to.tenant(), to.userId());
        }
        UserWebhook.State next = endsNow ? UserWebhook.State.OFF : beginsNow ? UserWebhook.State.ON : now;
        Sql.execute(
                changing,
                ANSWERED,
                answer.why(),
                answer.failures(),
                next.word(),
                answer.pause().toSeconds(),
                to.tenant(),
                to.userId());
        return endsNow;
    }

    /** Records that nothing waits for a webhook. */
    public void empty(Claimed to) {
        database.transaction(to.tenant(), transaction -> lock(transaction, to)
                .map(_ -> Sql.execute(transaction, EMPTY, to.tenant(), to.userId())));
    }

    private static Optional<UserWebhook.State> lock(Transaction changing, Claimed to) {
        return Sql.one(
                changing, row -> UserWebhook.State.of(row.getString(1)), LOCK, to.tenant(), to.userId(), to.id());
    }

    private static String place(int tenant, long userId) {
        return "identity.webhook_deliveries.payload:" + tenant + "/" + userId;
    }
}

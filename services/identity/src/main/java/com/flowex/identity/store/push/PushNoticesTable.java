package com.flowex.identity.store.push;

import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Table of notices that wait to be pushed to a user's browsers. A notice has its event alone, and nothing secret. */
public final class PushNoticesTable {

    private static final String PUT = """
            INSERT INTO identity.push_notices (tenant_id, user_id, event)
            SELECT ?, ?, ? WHERE EXISTS (
                SELECT FROM identity.push_subscriptions WHERE tenant_id = ? AND user_id = ?)""";
    private static final String DUE = """
            SELECT id, user_id, event, told, tries FROM identity.push_notices
            WHERE tenant_id = ? AND due_at <= now() ORDER BY due_at, id LIMIT ?""";
    private static final String DONE = "DELETE FROM identity.push_notices WHERE tenant_id = ? AND id = ?";
    private static final String LATER = """
            UPDATE identity.push_notices SET told = ?, tries = tries + 1, due_at = now() + ? * INTERVAL '1 second'
            WHERE tenant_id = ? AND id = ?""";

    private final Database database;

    public PushNoticesTable(Database database) {
        this.database = database;
    }

    /**
     * Notice that waits.
     *
     * @param event word of the event
     * @param delivered ids of the browsers that have it
     */
    public record PushNotice(long id, long userId, String event, Set<String> delivered, int tries) {}

    /** Adds a notice for a user who has a browser to notify. */
    public static void put(Transaction transaction, int tenant, long userId, NotificationEvent event) {
        Sql.execute(transaction, PUT, tenant, userId, event.word(), tenant, userId);
    }

    /** Adds a notice in a transaction of its own. */
    public void put(int tenant, long userId, NotificationEvent event) {
        database.transaction(tenant, transaction -> {
            put(transaction, tenant, userId, event);
            return event;
        });
    }

    /** Returns notices that are due, oldest first. */
    public List<PushNotice> due(int tenant, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new PushNotice(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                Set.of((String[]) row.getArray(4).getArray()),
                                row.getInt(5)),
                        DUE,
                        tenant,
                        limit));
    }

    public void done(int tenant, long id) {
        database.query(tenant, transaction -> Sql.execute(transaction, DONE, tenant, id));
    }

    /**
     * Lets a notice wait for its next attempt.
     *
     * @param notified ids of the browsers that have it now
     */
    public void later(int tenant, long id, Set<String> notified, Duration pause) {
        database.query(
                tenant,
                transaction -> Sql.execute(
                        transaction, LATER, notified.toArray(String[]::new), pause.toSeconds(), tenant, id));
    }
}

package com.flowex.identity.store.webhook;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.outbound.WebhookSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table of the users' webhooks, one row each. The secret is sealed. */
public final class WebhooksTable {

    private static final String OF_USER = """
            SELECT address, state, failures, answer, answered_at, made_at, (SELECT count(*) FROM identity.webhook_deliveries d
                WHERE d.tenant_id = w.tenant_id AND d.user_id = w.user_id)
            FROM identity.webhooks w WHERE tenant_id = ? AND user_id = ?""";
    private static final String PUT = """
            INSERT INTO identity.webhooks (tenant_id, user_id, id, account_number, address, secret, state)
            VALUES (?, ?, ?, ?, ?, ?, 'unconfirmed')""";
    private static final String REMOVE =
            "DELETE FROM identity.webhooks WHERE tenant_id = ? AND user_id = ? RETURNING address";
    private static final String ASK = "UPDATE identity.webhooks SET code_hash = ?"
            + " WHERE tenant_id = ? AND user_id = ? AND state = 'unconfirmed'";
    private static final String CONFIRM = """
            UPDATE identity.webhooks SET state = 'on', code_hash = NULL, told = ?
            WHERE tenant_id = ? AND user_id = ? AND state = 'unconfirmed' AND code_hash = ?""";
    private static final String ANY = "SELECT 1 FROM identity.webhooks WHERE tenant_id = ? LIMIT 1";
    private static final String FOLLOWING = """
            SELECT user_id, account_number, told FROM identity.webhooks
            WHERE tenant_id = ? AND user_id > ? AND state = 'on' ORDER BY user_id LIMIT ?""";
    private static final String REPORTED =
            "UPDATE identity.webhooks SET told = ? WHERE tenant_id = ? AND user_id = ? AND told = ?";
    private static final String SEALED = """
            SELECT user_id, secret FROM identity.webhooks WHERE tenant_id = ? AND user_id > ? ORDER BY user_id LIMIT 500""";
    private static final String SEAL_AGAIN =
            "UPDATE identity.webhooks SET secret = ? WHERE tenant_id = ? AND user_id = ? AND secret = ?";

    private final Database database;
    private final WebhookSecrets secrets;

    public WebhooksTable(Database database, WebhookSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    public Optional<UserWebhook> of(int tenant, long userId) {
        return database.query(tenant, transaction -> of(transaction, tenant, userId));
    }

    public static Optional<UserWebhook> of(Transaction transaction, int tenant, long userId) {
        return Sql.one(
                transaction,
                row -> {
                    Instant answered = Sql.instant(row, 5, Instant.MIN);
                    return new UserWebhook(
                            row.getString(1),
                            UserWebhook.State.of(row.getString(2)),
                            row.getInt(3),
                            row.getString(4),
                            answered.equals(Instant.MIN) ? null : answered,
                            Sql.instant(row, 6, Instant.MIN),
                            row.getInt(7));
                },
                OF_USER,
                tenant,
                userId);
    }

    /**
     * Sets the address of a user's webhook, which the user has to confirm; an earlier one ends with all that waits for
     * it.
     *
     * @param holding connection that holds the lock on the user's row
     * @return secret that signs its calls
     */
    public String put(Transaction holding, int tenant, long userId, long account, String address) {
        remove(holding, tenant, userId);
        String secret = secrets.fresh();
        Sql.execute(
                holding,
                PUT,
                tenant,
                userId,
                UUID.randomUUID(),
                account,
                address,
                secrets.seal(tenant, userId, secret));
        return secret;
    }

    /**
     * Removes a user's webhook.
     *
     * @return its address; empty if there was none
     */
    public static Optional<String> remove(Transaction holding, int tenant, long userId) {
        return Sql.one(holding, row -> row.getString(1), REMOVE, tenant, userId);
    }

    /**
     * Sets the code that confirms an address.
     *
     * @return false if the address is confirmed
     */
    public static boolean request(Transaction holding, int tenant, long userId, byte[] codeHash) {
        return Sql.execute(holding, ASK, codeHash, tenant, userId) > 0;
    }

    /**
     * Switches a webhook on whose address is confirmed.
     *
     * @param delivered number of the account's last entry now; later entries are reported
     * @return false if the code is another one
     */
    public static boolean confirm(Transaction holding, int tenant, long userId, byte[] codeHash, long delivered) {
        return Sql.execute(holding, CONFIRM, delivered, tenant, userId, codeHash) > 0;
    }

    /** Returns true if a user of the tenant has a webhook. */
    public boolean hasAny(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getInt(1), ANY, tenant))
                .isPresent();
    }

    /**
     * Webhook that gets news of orders.
     *
     * @param reported number of the account's last entry that was reported
     */
    public record Following(long userId, long account, long reported) {}

    /** Returns the webhooks that are on, in the order of their users, after a user. */
    public List<Following> following(int tenant, long after, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new Following(row.getLong(1), row.getLong(2), row.getLong(3)),
                        FOLLOWING,
                        tenant,
                        after,
                        limit));
    }

    /** @return false if another process has reported the news, or the webhook is another one */
    static boolean markReported(Transaction changing, int tenant, Following webhook, long through) {
        return Sql.execute(changing, REPORTED, through, tenant, webhook.userId(), webhook.reported()) > 0;
    }

    /** Seals secrets again that an older key sealed, with the newest key, and returns their number. */
    public int sealAgain(int tenant) {
        return database.transaction(tenant, transaction -> {
            int count = 0;
            List<Sealed> page = sealedAfter(transaction, tenant, 0);
            while (!page.isEmpty()) {
                for (Sealed row : page) {
                    if (!secrets.isCurrent(tenant, row.userId(), row.secret())) {
                        String secret = secrets.open(tenant, row.userId(), row.secret());
                        byte[] fresh = secrets.seal(tenant, row.userId(), secret);
                        count += Sql.execute(transaction, SEAL_AGAIN, fresh, tenant, row.userId(), row.secret());
                    }
                }
                page = sealedAfter(transaction, tenant, page.getLast().userId());
            }
            return count;
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(long userId, byte[] secret) {}

    private static List<Sealed> sealedAfter(Transaction transaction, int tenant, long after) {
        return Sql.all(transaction, row -> new Sealed(row.getLong(1), row.getBytes(2)), SEALED, tenant, after);
    }
}

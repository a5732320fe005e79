package com.flowex.identity.store.sms;

import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table of messages that carry codes or notices. A message that has ended has no content any longer. */
public final class SmsMessagesTable {

    private static final String PUT = """
            INSERT INTO identity.sms_messages (tenant_id, id, user_id, content, budgets, code_name, next_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, now(), now() + ? * INTERVAL '1 second')""";
    private static final String SENDS =
            "UPDATE identity.tenant_numbers SET sends_sms = true WHERE number = ? AND NOT sends_sms";
    private static final String TENANTS = "SELECT number FROM identity.tenant_numbers WHERE sends_sms ORDER BY number";
    private static final String CLAIM = """
            UPDATE identity.sms_messages SET claim = claim + 1, next_at = now() + ? * INTERVAL '1 second'
            WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM identity.sms_messages WHERE tenant_id = ? AND next_at <= now()
                ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id, user_id, provider, tried, claim, content, called_at, called_at <= now() - ? * INTERVAL '1 second',
                extract(epoch FROM expires_at - now())::bigint""";
    private static final String MINE = " WHERE tenant_id = ? AND id = ? AND claim = ?";
    private static final String CALLED = "UPDATE identity.sms_messages SET state = 'called', provider = ?,"
            + " tried = tried | ?::smallint, called_at = clock_timestamp()" + MINE;
    private static final String AGAIN = "UPDATE identity.sms_messages SET state = ?, provider = ?, fault = ?,"
            + " next_at = now() + ? * INTERVAL '1 second'" + MINE;
    private static final String ENDED =
            "UPDATE identity.sms_messages SET state = ?, fault = ?, content = NULL, next_at = NULL" + MINE;
    private static final String VERIFIED = """
            UPDATE identity.sms_messages SET verified_at = now()
            WHERE (tenant_id, id) = (
                SELECT tenant_id, id FROM identity.sms_messages
                WHERE tenant_id = ? AND user_id = ? AND made_at > now() - INTERVAL '10 minutes' AND code_name = ?
                ORDER BY made_at DESC LIMIT 1) AND verified_at IS NULL
            RETURNING budgets, (made_at AT TIME ZONE 'UTC')::date::text""";

    private final Database database;
    private final PersonKeys keys;

    public SmsMessagesTable(Database database, PersonKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** State in which a message ends. */
    public enum End {
        SENT,
        FAILED,
        EXPIRED
    }

    /**
     * Text for a number.
     *
     * @param to number in E.164
     */
    public record Content(String to, String text) {

        /** Keeps number and code out of every log. */
        @Override
        public String toString() {
            return "Content[***]";
        }
    }

    /**
     * Message that this process has taken for a while.
     *
     * @param provider number of the provider that may have been called with it, from 1; 0 for none
     * @param tried bits of the providers that ever were called with it
     * @param content sealed number and text; null if the person was erased
     * @param isQuiet true if the call is so old that a provider that does not know the message never will
     * @param secondsLeft seconds until it is no longer worth sending
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Claimed(
            int tenant,
            UUID id,
            long userId,
            int provider,
            int tried,
            int claim,
            byte @Nullable [] content,
            @Nullable Instant calledAt,
            boolean isQuiet,
            long secondsLeft) {}

    /**
     * Adds a message, which is sent once the transaction is committed.
     *
     * @param codeName keyed hash of the number and the code; another unique one for a notice
     * @param budgets names of the budgets that get it back when its code is entered
     * @return false if nothing is kept of the person any longer
     */
    public boolean put(
            Transaction sending, User user, Content content, String codeName, List<String> budgets, Duration life) {
        UUID id = UUID.randomUUID();
        byte[] plain = (content.to() + " " + content.text()).getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> sealed = keys.seal(sending, user.tenant(), user.id(), plain, place(user.tenant(), id));
        if (sealed.isEmpty()) {
            return false;
        }
        Sql.execute(sending, SENDS, user.tenant());
        Sql.execute(
                sending,
                PUT,
                user.tenant(),
                id,
                user.id(),
                sealed.get(),
                budgets.toArray(String[]::new),
                codeName,
                life.toSeconds());
        return true;
    }

    /** Returns the tenants that ever had a message. */
    public List<Integer> tenants() {
        return database.query(transaction -> Sql.all(transaction, row -> row.getInt(1), TENANTS));
    }

    /**
     * Takes the messages of a tenant that are due; no other process takes them for a while.
     *
     * @param quiet age of a call from which a provider that does not know the message never will
     */
    public List<Claimed> claim(int tenant, Duration lasts, Duration quiet, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> claimed(tenant, row),
                        CLAIM,
                        lasts.toSeconds(),
                        tenant,
                        limit,
                        quiet.toSeconds()));
    }

    private static Claimed claimed(int tenant, ResultSet row) throws SQLException {
        return new Claimed(
                tenant,
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getBytes(6),
                row.getTimestamp(7) == null ? null : row.getTimestamp(7).toInstant(),
                row.getBoolean(8),
                row.getLong(9));
    }

    /** Opens the content of a message; empty if the person was erased meanwhile. */
    public Optional<Content> content(Claimed message) {
        byte[] sealed = message.content();
        if (sealed == null) {
            return Optional.empty();
        }
        return database.query(
                        message.tenant(),
                        transaction -> keys.open(
                                transaction,
                                message.tenant(),
                                message.userId(),
                                sealed,
                                place(message.tenant(), message.id())))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .map(plain ->
                        new Content(plain.substring(0, plain.indexOf(' ')), plain.substring(plain.indexOf(' ') + 1)));
    }

    /** Records that a provider is about to be called; returns false if another process has taken the message. */
    public boolean calling(Claimed message, int provider) {
        return update(message, CALLED, provider, 1 << (provider - 1)) > 0;
    }

    /** Puts a message off for which it is unknown if the called provider has it. */
    public void unknown(Claimed message, int provider, String fault, Duration pause) {
        update(message, AGAIN, "unknown", provider, fault, pause.toSeconds());
    }

    /** Lets another provider have a message that the called one does not send. */
    public void next(Claimed message, String fault) {
        update(message, AGAIN, "waiting", 0, fault, 0L);
    }

    /** Ends a message; its number and text are gone. */
    public void end(Claimed message, End end, String fault) {
        update(message, ENDED, end.name().toLowerCase(Locale.ROOT), fault);
    }

    private int update(Claimed message, String sql, Object... values) {
        Object[] all = new Object[values.length + 3];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = message.tenant();
        all[values.length + 1] = message.id();
        all[values.length + 2] = message.claim();
        return database.transaction(message.tenant(), transaction -> Sql.execute(transaction, sql, all));
    }

    /**
     * Records that a code was entered, and gives its message back to the budgets. A code that came in no message of the
     * last minutes gives nothing back.
     *
     * @param codeName keyed hash of the number and the code; another unique one for a notice
     */
    public void verified(User user, String codeName) {
        database.transaction(user.tenant(), transaction -> {
            Optional<Verified> found = Sql.one(
                    transaction,
                    row -> new Verified(List.of((String[]) row.getArray(1).getArray()), row.getString(2)),
                    VERIFIED,
                    user.tenant(),
                    user.id(),
                    codeName);
            found.ifPresent(message -> message.budgets()
                    .forEach(name -> SmsBudgetsTable.giveBack(transaction, user.tenant(), name, message.day())));
            return found.isPresent();
        });
    }

    private record Verified(List<String> budgets, String day) {}

    private static String place(int tenant, UUID id) {
        return "identity.sms_messages.content:" + tenant + "/" + id;
    }
}

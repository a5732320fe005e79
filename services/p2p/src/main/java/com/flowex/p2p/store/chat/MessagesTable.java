package com.flowex.p2p.store.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.Sha256;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.chat.ChatMessage.Kind;
import com.flowex.p2p.store.chat.ChatMessage.Step;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages of chats. The transaction holds the lock on the trade's row, so numbers have no gaps. */
public final class MessagesTable {

    private static final String LAST =
            "SELECT coalesce(max(number), 0) FROM p2p.messages WHERE tenant_id = ? AND trade = ?";
    private static final String ADD = """
            INSERT INTO p2p.messages (tenant_id, trade, number, kind, role, account, user_id, client_id, body, file, step,
            state, hash, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String COLUMNS = """
            SELECT number, kind, role, user_id, body, file, step, state, hash, at FROM p2p.messages
            WHERE tenant_id = ? AND trade = ?""";
    private static final String PAGE = COLUMNS + " AND number > ? ORDER BY number LIMIT ?";
    private static final String UP_TO = COLUMNS + " AND number <= ? ORDER BY number";
    private static final String BY_CLIENT_ID = COLUMNS + " AND account = ? AND client_id = ?";
    private static final String COUNT =
            "SELECT count(*) FROM p2p.messages WHERE tenant_id = ? AND trade = ? AND account = ? AND kind <> 'system' AND at > ?";
    private static final String UNREAD = """
            SELECT count(*) FROM p2p.messages m WHERE m.tenant_id = ? AND m.trade = ? AND m.number < ?
            AND m.kind <> 'system' AND m.account <> ? AND m.number > coalesce((SELECT r.number FROM p2p.chat_reads r
                WHERE r.tenant_id = ? AND r.trade = ? AND r.account = ?), 0)""";
    private static final String FORGET = """
            DELETE FROM p2p.messages WHERE tenant_id = ? AND (trade, number) IN (
                SELECT m.trade, m.number FROM p2p.messages m JOIN p2p.trades t ON t.tenant_id = m.tenant_id AND t.id = m.trade
                WHERE m.tenant_id = ? AND m.at < ? AND t.changed_at < ? AND t.state IN
                    ('unfunded', 'released', 'canceled', 'expired', 'returned', 'split') ORDER BY m.at LIMIT ?)""";

    private final TextSealer sealer;

    public MessagesTable(TextSealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Writer of a message.
     *
     * @param user user whose key seals what is written
     */
    public record Writer(TradeRole role, AccountId account, long user) {}

    private static int next(Transaction connection, int tenant, UUID trade) {
        return last(connection, tenant, trade) + 1;
    }

    /** Returns the number of the last message; 0 if there is none. */
    public static int last(Transaction connection, int tenant, UUID trade) {
        return Sql.one(connection, row -> row.getInt(1), LAST, tenant, trade).orElseThrow();
    }

    /** Adds a step of the trade. */
    public static void addStep(Transaction connection, Trade trade, TradeEvent event) {
        int tenant = trade.terms().tenant();
        int number = next(connection, tenant, trade.id());
        Sql.execute(
                connection,
                ADD,
                tenant,
                trade.id(),
                number,
                Kind.SYSTEM.label(),
                event.role().label(),
                event.account().isPresent() ? event.account().getAsLong() : null,
                null,
                null,
                null,
                null,
                event.message(),
                event.state(),
                hash(number, Kind.SYSTEM, event.role(), event.at(), bytes(event.message() + " " + event.state())),
                event.at());
    }

    /** Adds a text; returns its number. */
    public int addText(Transaction connection, Trade trade, Writer writer, String clientId, String text, Instant at) {
        int tenant = trade.terms().tenant();
        int number = next(connection, tenant, trade.id());
        byte[] sealed = sealer.seal(connection, tenant, writer.user, text, place(tenant, trade.id(), number));
        add(connection, trade, writer, clientId, new Content(number, Kind.TEXT, sealed, null, sealed, at));
        return number;
    }

    private static String place(int tenant, UUID trade, int number) {
        return "p2p.messages.body:" + tenant + "/" + trade + "/" + number;
    }

    /**
     * Adds a complete file; returns its number.
     *
     * @param hash SHA-256 of its content
     */
    public static int addFile(
            Transaction connection, Trade trade, Writer writer, FilesTable.Upload file, byte[] hash, Instant at) {
        int number = next(connection, trade.terms().tenant(), trade.id());
        add(connection, trade, writer, file.clientId(), new Content(number, Kind.FILE, null, file.file(), hash, at));
        return number;
    }

    /** @param hashed bytes that the hash of the entry covers */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(
            int number,
            Kind kind,
            byte @Nullable [] body,
            @Nullable Integer file,
            byte[] hashed,
            Instant at) {}

    private static void add(Transaction connection, Trade trade, Writer writer, String clientId, Content content) {
        Sql.execute(
                connection,
                ADD,
                trade.terms().tenant(),
                trade.id(),
                content.number,
                content.kind.label(),
                writer.role.label(),
                writer.account.number(),
                writer.user,
                clientId,
                content.body,
                content.file,
                null,
                null,
                hash(content.number, content.kind, writer.role, content.at, content.hashed),
                content.at);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the hash of an entry: number, kind, role and time in a line, then the bytes. */
    public static byte[] hash(int number, Kind kind, TradeRole role, Instant at, byte[] stored) {
        MessageDigest digest = Sha256.fresh();
        digest.update(bytes(number + " " + kind.label() + " " + role.label() + " " + at + "\n"));
        return digest.digest(stored);
    }

    /** Returns messages behind a number, oldest first. */
    public List<ChatMessage> page(Transaction connection, int tenant, UUID trade, int after, int limit) {
        return Sql.all(connection, row -> read(connection, row, tenant, trade), PAGE, tenant, trade, after, limit);
    }

    /** Returns the messages up to a number, oldest first. */
    public List<ChatMessage> upTo(Transaction connection, int tenant, UUID trade, int last) {
        return Sql.all(connection, row -> read(connection, row, tenant, trade), UP_TO, tenant, trade, last);
    }

    /** Returns the message that a writer sent under an own id. */
    public Optional<ChatMessage> byClientId(Transaction connection, UUID trade, AccountId writer, String clientId) {
        int tenant = writer.tenant();
        return Sql.one(
                connection,
                row -> read(connection, row, tenant, trade),
                BY_CLIENT_ID,
                tenant,
                trade,
                writer.number(),
                clientId);
    }

    /** Returns the number of a writer's messages since a moment. */
    public static long count(Transaction connection, UUID trade, AccountId writer, Instant since) {
        return Sql.one(connection, row -> row.getLong(1), COUNT, writer.tenant(), trade, writer.number(), since)
                .orElse(0L);
    }

    /** Returns true if a reader has not read all of what others wrote before a number. */
    public static boolean hasUnread(Transaction connection, UUID trade, AccountId reader, int before) {
        int tenant = reader.tenant();
        long account = reader.number();
        return Sql.one(
                                connection,
                                row -> row.getLong(1),
                                UNREAD,
                                tenant,
                                trade,
                                before,
                                account,
                                tenant,
                                trade,
                                account)
                        .orElse(0L)
                > 0;
    }

    /** Removes messages from before a moment of trades that ended before it; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, before, limit);
    }

    private ChatMessage read(Transaction connection, ResultSet row, int tenant, UUID trade) throws SQLException {
        int number = row.getInt("number");
        Kind kind = Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        byte[] sealed = row.getBytes("body");
        Optional<String> text =
                sealer.openText(connection, tenant, row.getLong("user_id"), sealed, place(tenant, trade, number));
        Integer file = row.getObject("file", Integer.class);
        String step = row.getString("step");
        return new ChatMessage(
                number,
                kind,
                TradeRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                text.orElse(""),
                kind == Kind.TEXT && text.isEmpty(),
                file == null ? OptionalInt.empty() : OptionalInt.of(file),
                step == null ? Optional.empty() : Optional.of(new Step(step, row.getString("state"))),
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getTimestamp("at").toInstant());
    }
}

package com.flowex.p2p.store.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.FileType;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.chat.MessagesTable.Writer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Files of chats, in sealed pieces. The transaction that writes holds the lock on the trade's row. */
public final class FilesTable {

    private static final String ADD = """
            INSERT INTO p2p.files (tenant_id, trade, file, role, account, user_id, client_id, name, bytes, begun_at)
            SELECT ?, ?, coalesce(max(file), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM p2p.files WHERE tenant_id = ? AND trade = ?
            RETURNING file""";
    private static final String COLUMNS = """
            SELECT file, role, account, user_id, client_id, name, bytes, received, type, hash FROM p2p.files
            WHERE tenant_id = ? AND trade = ?""";
    private static final String ONE = COLUMNS + " AND file = ?";
    private static final String COMPLETE = COLUMNS + " AND hash IS NOT NULL ORDER BY file";
    private static final String OF_ACCOUNT = COLUMNS + " AND account = ? ORDER BY file";
    private static final String BYTES =
            "SELECT coalesce(sum(bytes), 0) FROM p2p.files WHERE tenant_id = ? AND account = ? AND begun_at > ?";
    private static final String ADD_PIECE =
            "INSERT INTO p2p.file_pieces (tenant_id, trade, file, number, content) VALUES (?, ?, ?, ?, ?)";
    private static final String RECEIVED =
            "UPDATE p2p.files SET received = ? WHERE tenant_id = ? AND trade = ? AND file = ?";
    private static final String DONE =
            "UPDATE p2p.files SET type = ?, hash = ? WHERE tenant_id = ? AND trade = ? AND file = ?";
    private static final String PIECE =
            "SELECT content FROM p2p.file_pieces WHERE tenant_id = ? AND trade = ? AND file = ? AND number = ?";
    private static final String REMOVE = "DELETE FROM p2p.files WHERE tenant_id = ? AND trade = ? AND file = ?";
    private static final String FORGET_UNFINISHED =
            "DELETE FROM p2p.files WHERE tenant_id = ? AND hash IS NULL AND begun_at < ?";
    private static final String FORGET = """
            DELETE FROM p2p.files WHERE tenant_id = ? AND (trade, file) IN (
                SELECT f.trade, f.file FROM p2p.files f JOIN p2p.trades t ON t.tenant_id = f.tenant_id AND t.id = f.trade
                WHERE f.tenant_id = ? AND f.begun_at < ? AND t.changed_at < ? AND t.state IN
                    ('unfunded', 'released', 'canceled', 'expired', 'returned', 'split') ORDER BY f.begun_at LIMIT ?)""";

    private final TextSealer sealer;

    public FilesTable(TextSealer sealer) {
        this.sealer = sealer;
    }

    /**
     * File of a chat.
     *
     * @param user user whose key seals it
     * @param name name as it was sent; empty if its owner was erased
     * @param received number of its pieces
     * @param type type of its bytes, once it is complete
     * @param hash SHA-256 of its content in hexadecimal, once it is complete
     */
    public record Upload(
            int file,
            TradeRole role,
            long account,
            long user,
            String clientId,
            String name,
            int bytes,
            int received,
            Optional<FileType> type,
            String hash) {

        public boolean isComplete() {
            return !hash.isEmpty();
        }
    }

    /** Begins a file; returns its number. */
    public int add(
            Transaction connection, Trade trade, Writer writer, String clientId, NamedLength content, Instant at) {
        int tenant = trade.terms().tenant();
        // The place of a name has no number: the number is known only once the row is there.
        byte[] name = sealer.seal(connection, tenant, writer.user(), content.name, namePlace(tenant, trade.id()));
        return Sql.one(
                        connection,
                        row -> row.getInt(1),
                        ADD,
                        tenant,
                        trade.id(),
                        writer.role().label(),
                        writer.account().number(),
                        writer.user(),
                        clientId,
                        name,
                        content.bytes,
                        at,
                        tenant,
                        trade.id())
                .orElseThrow();
    }

    /** Name and length of a file. */
    public record NamedLength(String name, int bytes) {}

    private static String namePlace(int tenant, UUID trade) {
        return "p2p.files.name:" + tenant + "/" + trade;
    }

    private static String piecePlace(int tenant, UUID trade, int file, int number) {
        return "p2p.file_pieces.content:" + tenant + "/" + trade + "/" + file + "/" + number;
    }

    public Optional<Upload> find(Transaction connection, int tenant, UUID trade, int file) {
        return Sql.one(connection, row -> read(connection, row, tenant, trade), ONE, tenant, trade, file);
    }

    /** Returns the complete files of a trade. */
    public List<Upload> complete(Transaction connection, int tenant, UUID trade) {
        return Sql.all(connection, row -> read(connection, row, tenant, trade), COMPLETE, tenant, trade);
    }

    /** Returns an account's files in a trade. */
    public List<Upload> of(Transaction connection, UUID trade, AccountId account) {
        int tenant = account.tenant();
        return Sql.all(
                connection, row -> read(connection, row, tenant, trade), OF_ACCOUNT, tenant, trade, account.number());
    }

    /** Returns the bytes of the files that an account began since a moment. */
    public static long bytes(Transaction connection, AccountId account, Instant since) {
        return Sql.one(connection, row -> row.getLong(1), BYTES, account.tenant(), account.number(), since)
                .orElse(0L);
    }

    /** Adds the next piece. */
    public void addPiece(Transaction connection, int tenant, UUID trade, Upload of, byte[] content) {
        int number = of.received + 1;
        byte[] sealed = sealer.seal(connection, tenant, of.user, content, piecePlace(tenant, trade, of.file, number));
        Sql.execute(connection, ADD_PIECE, tenant, trade, of.file, number, sealed);
        Sql.execute(connection, RECEIVED, number, tenant, trade, of.file);
    }

    /** Returns a piece; empty if its owner was erased. */
    public Optional<byte[]> piece(Transaction connection, int tenant, UUID trade, Upload of, int number) {
        return Sql.one(connection, row -> row.getBytes(1), PIECE, tenant, trade, of.file, number)
                .flatMap(stored ->
                        sealer.open(connection, tenant, of.user, stored, piecePlace(tenant, trade, of.file, number)));
    }

    /** @param hash SHA-256 of the content */
    public static void done(Transaction connection, int tenant, UUID trade, int file, FileType type, byte[] hash) {
        Sql.execute(connection, DONE, type.mediaType(), hash, tenant, trade, file);
    }

    public static void remove(Transaction connection, int tenant, UUID trade, int file) {
        Sql.execute(connection, REMOVE, tenant, trade, file);
    }

    /** Removes files that were begun before a moment and are not complete. */
    public static int forgetUnfinished(Transaction connection, int tenant, Instant before) {
        return Sql.execute(connection, FORGET_UNFINISHED, tenant, before);
    }

    /** Removes files from before a moment of trades that ended before it; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, before, limit);
    }

    private Upload read(Transaction connection, ResultSet row, int tenant, UUID trade) throws SQLException {
        long user = row.getLong("user_id");
        byte[] hash = row.getBytes("hash");
        String type = row.getString("type");
        return new Upload(
                row.getInt("file"),
                TradeRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getLong("account"),
                user,
                row.getString("client_id"),
                sealer.openText(connection, tenant, user, row.getBytes("name"), namePlace(tenant, trade))
                        .orElse(""),
                row.getInt("bytes"),
                row.getInt("received"),
                type == null ? Optional.empty() : FileType.ofMediaType(type),
                hash == null ? "" : HexFormat.of().formatHex(hash));
    }
}

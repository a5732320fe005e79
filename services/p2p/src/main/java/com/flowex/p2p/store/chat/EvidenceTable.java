package com.flowex.p2p.store.chat;

import com.flowex.p2p.rule.Sha256;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Evidence of disputes: the chat of a trade up to a number, with one hash of all. Rows never change. */
public final class EvidenceTable {

    private static final String HASHES = """
            SELECT hash FROM p2p.messages WHERE tenant_id = ? AND trade = ? AND number <= ? ORDER BY number""";
    private static final String FREEZE = """
            INSERT INTO p2p.evidence (tenant_id, trade, last, hash, frozen_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, trade) DO NOTHING""";
    private static final String OF = "SELECT last, hash, frozen_at FROM p2p.evidence WHERE tenant_id = ? AND trade = ?";

    private EvidenceTable() {}

    /**
     * Frozen part of a chat.
     *
     * @param last number of its last message
     * @param hash SHA-256 of the hashes of its entries in order, in hexadecimal
     */
    public record Frozen(int last, String hash, Instant at) {}

    /** Freezes the chat of a trade; what is frozen already stays as it is. */
    public static void freeze(Transaction connection, Trade trade) {
        int tenant = trade.terms().tenant();
        int last = MessagesTable.last(connection, tenant, trade.id());
        MessageDigest digest = Sha256.fresh();
        Sql.all(connection, row -> row.getBytes(1), HASHES, tenant, trade.id(), last)
                .forEach(digest::update);
        Sql.execute(connection, FREEZE, tenant, trade.id(), last, digest.digest(), trade.changedAt());
    }

    public static Optional<Frozen> of(Transaction connection, int tenant, UUID trade) {
        return Sql.one(
                connection,
                row -> new Frozen(
                        row.getInt(1),
                        HexFormat.of().formatHex(row.getBytes(2)),
                        row.getTimestamp(3).toInstant()),
                OF,
                tenant,
                trade);
    }
}

package com.flowex.p2p.store.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.ChargebackReason;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Payments that were taken back after the release. The reference is sealed with the key of the seller, who lost them. */
public record ChargebacksTable(TextSealer sealer) {

    private static final String PLACE = "p2p.chargebacks.reference";
    private static final String ADD = """
            INSERT INTO p2p.chargebacks (tenant_id, trade, buyer, seller_user, reason, reference, recorded_by, recorded_at,
            case_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, trade) DO NOTHING""";
    private static final String COLUMNS = """
            SELECT id, trade, buyer, seller_user, reason, reference, recorded_by, recorded_at, case_id
            FROM p2p.chargebacks WHERE tenant_id = ?""";
    private static final String OF_TRADE = COLUMNS + " AND trade = ?";
    private static final String ONE = COLUMNS + " AND id = ?";
    private static final String REMOVE = "DELETE FROM p2p.chargebacks WHERE tenant_id = ? AND id = ?";
    private static final String MARK =
            "SELECT reason, recorded_at FROM p2p.chargebacks WHERE tenant_id = ? AND trade = ?";
    private static final String PAGE = COLUMNS + " AND id < ? AND buyer <> ? ORDER BY id DESC LIMIT ?";

    /**
     * Chargeback of a trade.
     *
     * @param id 0 before it is stored
     * @param reference reference of the bank or the payment service; empty if the seller was erased
     * @param recordedBy account of the moderator
     * @param caseId case of surveillance; 0 if its evidence was full
     */
    public record Chargeback(
            long id,
            UUID trade,
            AccountId buyer,
            ChargebackReason reason,
            String reference,
            AccountId recordedBy,
            Instant recordedAt,
            long caseId) {}

    /** Chargeback as the parties of its trade see it. */
    public record Mark(ChargebackReason reason, Instant recordedAt) {}

    /** Returns the chargeback of a trade as its parties see it. */
    public static Optional<Mark> mark(Transaction connection, int tenant, UUID trade) {
        return Sql.one(
                connection,
                row -> new Mark(reason(row), row.getTimestamp("recorded_at").toInstant()),
                MARK,
                tenant,
                trade);
    }

    private static ChargebackReason reason(ResultSet row) throws SQLException {
        return ChargebackReason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT));
    }

    /** Adds a chargeback; returns false if the trade has one. */
    public boolean add(Transaction connection, Trade trade, Chargeback chargeback) {
        int tenant = trade.terms().tenant();
        long seller = trade.terms().detailsUser();
        byte[] reference = sealer.seal(connection, tenant, seller, chargeback.reference(), place(tenant, trade.id()));
        return Sql.execute(
                        connection,
                        ADD,
                        tenant,
                        trade.id(),
                        chargeback.buyer().number(),
                        seller,
                        chargeback.reason().label(),
                        reference,
                        chargeback.recordedBy().number(),
                        chargeback.recordedAt(),
                        chargeback.caseId())
                > 0;
    }

    static String place(int tenant, UUID trade) {
        return PLACE + ":" + tenant + "/" + trade;
    }

    /** Returns the chargeback of a trade. */
    public Optional<Chargeback> of(Transaction connection, int tenant, UUID trade) {
        return Sql.one(connection, row -> read(connection, row, tenant), OF_TRADE, tenant, trade);
    }

    public Optional<Chargeback> find(Transaction connection, int tenant, long id) {
        return Sql.one(connection, row -> read(connection, row, tenant), ONE, tenant, id);
    }

    /** Removes a chargeback; returns false if it is gone. */
    public static boolean remove(Transaction connection, int tenant, long id) {
        return Sql.execute(connection, REMOVE, tenant, id) > 0;
    }

    /** Returns chargebacks of a tenant, newest first, without those of the reader. */
    public List<Chargeback> page(Transaction connection, AccountId reader, long before, int limit) {
        int tenant = reader.tenant();
        return Sql.all(connection, row -> read(connection, row, tenant), PAGE, tenant, before, reader.number(), limit);
    }

    private Chargeback read(Transaction connection, ResultSet row, int tenant) throws SQLException {
        return read(sealer, connection, row, tenant, "id");
    }

    /** @param idColumn column with the id of the chargeback */
    static Chargeback read(TextSealer sealer, Transaction connection, ResultSet row, int tenant, String idColumn)
            throws SQLException {
        UUID trade = row.getObject("trade", UUID.class);
        return new Chargeback(
                row.getLong(idColumn),
                trade,
                new AccountId(tenant, row.getLong("buyer")),
                reason(row),
                sealer.openText(
                                connection,
                                tenant,
                                row.getLong("seller_user"),
                                row.getBytes("reference"),
                                place(tenant, trade))
                        .orElse(""),
                new AccountId(tenant, row.getLong("recorded_by")),
                row.getTimestamp("recorded_at").toInstant(),
                row.getLong("case_id"));
    }
}

package com.flowex.wallet.store.reconcile;

import com.flowex.custody.Coin;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Adjustments of reconciliation. Every connection belongs to a transaction that sees one tenant. */
public final class AdjustmentsTable {

    private static final String COLUMNS =
            "id, asset_id, network, chain_units, ledger_units, settled_by, reason, proposed_by,"
                    + " proposed_at, decided_by, approved, booked_at, posting, fault, account, posting_units, posting_fee, refusals";

    private static final String ALL =
            "SELECT " + COLUMNS + " FROM custody.adjustments WHERE tenant_id = ? ORDER BY proposed_at DESC, id";

    private static final String FIND = "SELECT " + COLUMNS + " FROM custody.adjustments WHERE tenant_id = ? AND id = ?";

    private static final String INSERT = """
            INSERT INTO custody.adjustments
                (tenant_id, id, asset_id, network, token, chain_units, ledger_units, settled_by, reason, proposed_by, proposed_at,
                    posting, fault, account, posting_units, posting_fee)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    /**
     * The person who approved may approve again until it is booked: the first attempt may have ended between ledger and
     * table.
     */
    private static final String APPROVE = """
            UPDATE custody.adjustments SET decided_by = ?, approved = true, ledger_id = ?
            WHERE tenant_id = ? AND id = ? AND proposed_by <> ? AND approved IS NOT false AND booked_at IS NULL""";

    private static final String REJECT = """
            UPDATE custody.adjustments SET decided_by = ?, approved = false
            WHERE tenant_id = ? AND id = ? AND approved IS NULL""";

    private static final String REOPEN = """
            UPDATE custody.adjustments SET decided_by = NULL, approved = NULL, ledger_id = NULL, refusals = refusals + 1
            WHERE tenant_id = ? AND id = ? AND booked_at IS NULL""";

    private static final String BOOK = """
            UPDATE custody.adjustments SET booked_at = now() WHERE tenant_id = ? AND id = ? AND booked_at IS NULL""";

    private static final String BOOKED = """
            SELECT coalesce(sum(chain_units), 0) FROM custody.adjustments
            WHERE tenant_id = ? AND network = ? AND token = ? AND booked_at IS NOT NULL""";

    private static final String BEING_POSTED = """
            SELECT 1 FROM custody.adjustments WHERE tenant_id = ? AND posting = ? AND approved AND booked_at IS NULL""";

    /** Reads all of an account's rows, so it is asked only for an adjustment that was interrupted. */
    private static final String POSTED = """
            SELECT 1 FROM wallet.journal WHERE tenant = ? AND account = ? AND transfer_id = ? LIMIT 1""";

    private AdjustmentsTable() {}

    public static List<Adjustment> all(Transaction connection, int tenant) {
        return Sql.all(connection, row -> adjustment(row, tenant), ALL, tenant);
    }

    public static Optional<Adjustment> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> adjustment(row, tenant), FIND, tenant, id);
    }

    /**
     * Inserts a proposal; returns false if one of that asset and network, or of that posting, is not decided yet.
     *
     * @param token token of the coin; empty for a posting
     */
    public static boolean insert(Transaction connection, int tenant, Adjustment made, String token) {
        Optional<PostingFault> fault = made.fault();
        return 1
                == Sql.execute(
                        connection,
                        INSERT,
                        tenant,
                        made.id(),
                        made.asset().value(),
                        made.network(),
                        token,
                        new BigDecimal(made.chainUnits()),
                        made.ledgerUnits(),
                        made.settledBy().word(),
                        made.reason(),
                        made.proposedBy(),
                        Timestamp.from(made.proposedAt()),
                        fault.map(PostingFault::id).orElse(null),
                        fault.map(found -> found.kind().word()).orElse(null),
                        fault.map(found -> found.account().number()).orElse(null),
                        fault.map(PostingFault::units).orElse(null),
                        fault.map(PostingFault::feeUnits).orElse(null));
    }

    public static boolean approve(Transaction connection, int tenant, Adjustment made, long by) {
        return 1 == Sql.execute(connection, APPROVE, by, made.ledgerId().orElse(null), tenant, made.id(), by);
    }

    /** Returns true if a settlement of a posting is approved and not booked yet. */
    public static boolean isBeingPosted(Transaction connection, int tenant, UUID posting) {
        return Sql.one(connection, row -> row.getInt(1), BEING_POSTED, tenant, posting)
                .isPresent();
    }

    /**
     * Returns true if the ledger's journal has the transfer of an adjustment. The engine forgets ids after 30 days, the
     * journal does not.
     */
    public static boolean isPosted(Transaction connection, int tenant, Adjustment made) {
        AccountId outside = AccountId.outsideOf(tenant);
        return made.ledgerId()
                .flatMap(id -> Sql.one(connection, row -> row.getInt(1), POSTED, tenant, outside.number(), id))
                .isPresent();
    }

    public static boolean reject(Transaction connection, int tenant, UUID id, long by) {
        return 1 == Sql.execute(connection, REJECT, by, tenant, id);
    }

    /** Reopens the decision after the ledger refused the posting. */
    public static void reopen(Transaction connection, int tenant, UUID id) {
        Sql.execute(connection, REOPEN, tenant, id);
    }

    public static void book(Transaction connection, int tenant, UUID id) {
        Sql.execute(connection, BOOK, tenant, id);
    }

    /** Returns the sum of all booked adjustments: surpluses less losses, in smallest units of the coin. */
    public static BigInteger booked(Transaction connection, int tenant, Coin coin) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        BOOKED,
                        tenant,
                        coin.network(),
                        coin.token())
                .orElseThrow();
    }

    private static Optional<PostingFault> fault(ResultSet row, int tenant) throws SQLException {
        UUID posting = row.getObject("posting", UUID.class);
        return posting == null
                ? Optional.empty()
                : Optional.of(new PostingFault(
                        PostingFault.Kind.valueOf(row.getString("fault").toUpperCase(Locale.ROOT)),
                        posting,
                        new AccountId(tenant, row.getLong("account")),
                        row.getLong("posting_units"),
                        row.getLong("posting_fee")));
    }

    private static Adjustment adjustment(ResultSet row, int tenant) throws SQLException {
        return new Adjustment(
                row.getObject("id", UUID.class),
                new AssetId(row.getInt("asset_id")),
                row.getString("network"),
                row.getBigDecimal("chain_units").toBigIntegerExact(),
                row.getLong("ledger_units"),
                fault(row, tenant),
                Adjustment.Settlement.valueOf(row.getString("settled_by").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getLong("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getInt("refusals"),
                Optional.ofNullable(row.getObject("decided_by", Long.class)),
                Optional.ofNullable(row.getObject("approved", Boolean.class)),
                Optional.ofNullable(row.getTimestamp("booked_at")).map(Timestamp::toInstant));
    }
}

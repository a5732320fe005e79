package com.flowex.wallet.store.reconcile;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Postings that do not fit the chains. Every connection belongs to a transaction that sees one tenant. */
public final class PostingFaultsTable {

    /** Postings of the ledger without a chain transaction, except those that an adjustment made or settled. */
    private static final String UNKNOWN = """
            SELECT w.transfer_id AS id, w.account, w.amount AS units, 0::bigint AS fee
            FROM wallet.transactions w
            WHERE w.tenant = ? AND w.asset_id = ? AND w.kind IN ('deposit', 'withdrawal')
                AND w.sequence > (SELECT coalesce(max(b.sequence), 0) FROM custody.begun b)
                AND NOT EXISTS (SELECT FROM custody.posted p WHERE p.tenant_id = w.tenant AND p.ledger_id = w.transfer_id)
                AND NOT EXISTS (SELECT FROM custody.adjustments a WHERE a.tenant_id = w.tenant AND a.ledger_id = w.transfer_id)
                AND NOT EXISTS (SELECT FROM custody.adjustments a WHERE a.tenant_id = w.tenant AND a.posting = w.transfer_id
                    AND a.booked_at IS NOT NULL)
            """;

    private static final String UNKNOWN_FIRST =
            UNKNOWN + "AND w.created_nanos < (extract(epoch FROM now()) - 60) * 1000000000 ORDER BY w.sequence LIMIT 5";

    private static final String UNKNOWN_ONE = UNKNOWN + "AND w.transfer_id = ?";

    /** Transactions that are shown as completed and are not in the ledger, except those that an adjustment settled. */
    private static final String MISSING = """
            SELECT t.id, t.account, CASE t.type WHEN 'withdrawal' THEN t.fee_units - t.units ELSE t.units END AS units,
                CASE t.type WHEN 'withdrawal' THEN t.fee_units ELSE 0 END AS fee
            FROM custody.transactions t
            WHERE t.tenant_id = ? AND t.asset_id = ? AND t.type <> 'internal' AND t.status = 'completed' AND t.sequence <= ?
                AND NOT EXISTS (SELECT FROM wallet.transactions w
                    WHERE w.tenant = t.tenant_id AND w.account = t.account AND w.transfer_id = t.ledger_id)
                AND NOT EXISTS (SELECT FROM custody.adjustments a WHERE a.tenant_id = t.tenant_id AND a.posting = t.id
                    AND a.booked_at IS NOT NULL)
            """;

    private static final String MISSING_FIRST = MISSING + "ORDER BY t.created_at LIMIT 5";

    private static final String MISSING_ONE = MISSING + "AND t.id = ?";

    private static final String REVERSED = """
            SELECT t.id, t.account, a.spent_units AS units, 0::bigint AS fee FROM custody.transactions t JOIN custody.arrivals a ON a.id = t.id
            WHERE t.tenant_id = ? AND t.asset_id = ? AND t.id = ? AND a.state = 'gone' AND t.status = 'frozen' AND t.code = 'spent_before_reversal'""";

    private PostingFaultsTable() {}

    /** Returns the oldest postings that no chain knows; those of the last minute may still find their transaction. */
    public static List<PostingFault> unknown(Transaction connection, Asset asset) {
        return Sql.all(
                connection,
                row -> fault(PostingFault.Kind.UNKNOWN, asset.tenant(), row),
                UNKNOWN_FIRST,
                asset.tenant(),
                asset.id().value());
    }

    /**
     * Returns the oldest completed transactions that the ledger lacks.
     *
     * @param shown position of the view; later postings are not looked for
     */
    public static List<PostingFault> missing(Transaction connection, Asset asset, long shown) {
        return Sql.all(
                connection,
                row -> fault(PostingFault.Kind.MISSING, asset.tenant(), row),
                MISSING_FIRST,
                asset.tenant(),
                asset.id().value(),
                shown);
    }

    /** Returns the fault of a posting or transaction; empty if it fits. */
    public static Optional<PostingFault> find(Transaction connection, Asset asset, UUID id, long shown) {
        int tenant = asset.tenant();
        int number = asset.id().value();
        Optional<PostingFault> found = Sql.one(
                connection, row -> fault(PostingFault.Kind.UNKNOWN, tenant, row), UNKNOWN_ONE, tenant, number, id);
        if (found.isEmpty()) {
            found = Sql.one(
                    connection,
                    row -> fault(PostingFault.Kind.MISSING, tenant, row),
                    MISSING_ONE,
                    tenant,
                    number,
                    shown,
                    id);
        }
        return found.isPresent() ? found : reversed(connection, asset, id);
    }

    private static Optional<PostingFault> reversed(Transaction connection, Asset asset, UUID id) {
        return Sql.one(
                connection,
                row -> fault(PostingFault.Kind.REVERSED, asset.tenant(), row),
                REVERSED,
                asset.tenant(),
                asset.id().value(),
                id);
    }

    private static PostingFault fault(PostingFault.Kind kind, int tenant, ResultSet row) throws SQLException {
        return new PostingFault(
                kind,
                row.getObject("id", UUID.class),
                new AccountId(tenant, row.getLong("account")),
                row.getLong("units"),
                row.getLong("fee"));
    }
}

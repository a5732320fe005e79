package com.flowex.wallet.store.transaction;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.chain.DerivedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of deposits and withdrawals over chains. Every connection belongs to a transaction that sees one tenant. */
public final class WalletTransactionsTable {

    static final String COLUMNS =
            "id, account, type, asset_id, units, fee_units, status, network, address, memo, chain_transaction,"
                    + " confirmations, confirmations_needed, ledger_id, sequence, code, detail, created_at, updated_at";

    private static final String INSERT = """
            INSERT INTO custody.transactions (tenant_id, id, account, position, type, asset_id, units, fee_units, status, network,
                address, memo, chain_transaction, confirmations, confirmations_needed, code, detail, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, id) DO NOTHING""";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM custody.transactions WHERE tenant_id = ? AND id = ?";

    private static final String CONFIRMED = """
            UPDATE custody.transactions SET confirmations = ?, confirmations_needed = ?, updated_at = now()
            WHERE tenant_id = ? AND id = ? AND confirmations <> ?""";

    private static final String STANDS = """
            UPDATE custody.transactions SET status = ?, code = ?, detail = ?, updated_at = now()
            WHERE tenant_id = ? AND id = ? AND (status, code, detail) IS DISTINCT FROM (?, ?, ?)""";

    private static final String ON_CHAIN = """
            UPDATE custody.transactions SET chain_transaction = ?, status = 'confirming', updated_at = now()
            WHERE tenant_id = ? AND id = ?""";

    private static final String POSTED = """
            UPDATE custody.transactions SET ledger_id = ?, sequence = ?, status = 'completed', code = '', detail = '',
                updated_at = now() WHERE tenant_id = ? AND id = ?""";

    private static final String PART =
            "INSERT INTO custody.posted (tenant_id, ledger_id) VALUES (?, ?) ON CONFLICT DO NOTHING";

    /** A transfer between users that is made is listed as the log has it, for both of them. */
    private static final String PAGE = "SELECT " + COLUMNS + """
             FROM custody.transactions WHERE tenant_id = ? AND account = ? AND position < ?
                AND (?::text IS NULL OR type = ?) AND (?::integer IS NULL OR asset_id = ?) AND (?::text IS NULL OR status = ?)
                AND created_at >= ? AND created_at < ? AND NOT (type = 'internal' AND status = 'completed')
            ORDER BY position DESC LIMIT ?""";

    private WalletTransactionsTable() {}

    /** Inserts a transaction; returns false if it exists. */
    public static boolean insert(Transaction connection, WalletTransaction row) {
        return 1
                == Sql.execute(
                        connection,
                        INSERT,
                        row.account().tenant(),
                        row.id(),
                        row.account().number(),
                        DerivedIds.position(row.createdAt(), row.id().getLeastSignificantBits()),
                        word(row.type()),
                        row.asset().value(),
                        row.units(),
                        row.feeUnits(),
                        word(row.status()),
                        row.network(),
                        row.address(),
                        row.memo(),
                        row.chainTransaction().isEmpty() ? null : row.chainTransaction(),
                        row.confirmations(),
                        row.confirmationsNeeded(),
                        row.code(),
                        row.detail(),
                        row.createdAt());
    }

    public static Optional<WalletTransaction> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> transaction(tenant, row), FIND, tenant, id);
    }

    public static void confirmed(Transaction connection, int tenant, UUID id, int confirmations, int needed) {
        Sql.execute(connection, CONFIRMED, confirmations, needed, tenant, id, confirmations);
    }

    /** Updates the status and its reason. */
    public static void stands(
            Transaction connection, int tenant, UUID id, WalletTransaction.Status status, String code, String detail) {
        Sql.execute(connection, STANDS, word(status), code, detail, tenant, id, word(status), code, detail);
    }

    /** Records the id of the transaction on its network. */
    public static void onChain(Transaction connection, int tenant, UUID id, String chainTransaction) {
        Sql.execute(connection, ON_CHAIN, chainTransaction, tenant, id);
    }

    /** Completes the transaction with its transfer in the log. */
    public static void posted(Transaction connection, int tenant, UUID id, TransferId ledger, long sequence) {
        completed(connection, tenant, id, ledger, sequence);
        partOf(connection, tenant, ledger);
    }

    /** Completes the transaction with its transfer in the log, which stays listed. */
    public static void completed(Transaction connection, int tenant, UUID id, TransferId ledger, long sequence) {
        Sql.execute(connection, POSTED, DerivedIds.uuid(ledger), sequence, tenant, id);
    }

    /** Marks a transfer of the log as part of a transaction here, so that it is not listed twice. */
    public static void partOf(Transaction connection, int tenant, TransferId ledger) {
        Sql.execute(connection, PART, tenant, DerivedIds.uuid(ledger));
    }

    /** Returns a page of an account's transactions, newest first. */
    static List<WalletTransaction> page(Transaction connection, TransactionQueries.TransactionFilter filter) {
        int tenant = filter.account().tenant();
        return Sql.all(
                connection,
                row -> transaction(tenant, row),
                PAGE,
                tenant,
                filter.account().number(),
                filter.before(),
                filter.type(),
                filter.type(),
                filter.assetNumber(),
                filter.assetNumber(),
                filter.status(),
                filter.status(),
                filter.from(),
                filter.to(),
                filter.limit());
    }

    static WalletTransaction transaction(int tenant, ResultSet row) throws SQLException {
        UUID ledger = row.getObject("ledger_id", UUID.class);
        String chainTransaction = row.getString("chain_transaction");
        Instant created = row.getTimestamp("created_at").toInstant();
        return new WalletTransaction(
                row.getObject("id", UUID.class),
                new AccountId(tenant, row.getLong("account")),
                WalletTransaction.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                new AssetId(row.getInt("asset_id")),
                row.getLong("units"),
                row.getLong("fee_units"),
                WalletTransaction.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("network"),
                row.getString("address"),
                row.getString("memo"),
                chainTransaction == null ? "" : chainTransaction,
                row.getInt("confirmations"),
                row.getInt("confirmations_needed"),
                ledger == null ? Optional.empty() : Optional.of(DerivedIds.transfer(ledger)),
                row.getLong("sequence"),
                row.getString("code"),
                row.getString("detail"),
                created,
                row.getTimestamp("updated_at").toInstant());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

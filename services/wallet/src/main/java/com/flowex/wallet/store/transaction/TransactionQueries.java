package com.flowex.wallet.store.transaction;

import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.chain.DerivedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of an account's transfers. Every query names its account. */
public final class TransactionQueries {

    /** Cursor before the newest transaction. */
    public static final long FROM_NEWEST = Long.MAX_VALUE;

    /** Value for the present state, not a former event. */
    public static final long NOW = Long.MAX_VALUE;

    private static final String COMPLETED = "completed";

    /**
     * Transfers of the log, without those that are part of a shown transaction where the present is asked for; the
     * position as in {@link DerivedIds#position}.
     */
    private static final String PAGE = """
            SELECT sequence, transfer_id, kind, asset_id, amount, created_nanos FROM (
                SELECT *, ((created_nanos / 1000) << 11) | (sequence & 2047) AS position FROM wallet.transactions
                WHERE tenant = ? AND account = ?) w
            WHERE position < ? AND sequence <= ? AND (?::text IS NULL OR kind = ?) AND (?::integer IS NULL OR asset_id = ?)
                AND created_nanos >= ? AND created_nanos < ?
                AND (? OR NOT EXISTS (SELECT FROM custody.posted p WHERE p.tenant_id = w.tenant AND p.ledger_id = w.transfer_id))
            ORDER BY position DESC LIMIT ?""";

    private static final String BY_ID = """
            SELECT sequence, transfer_id, kind, asset_id, amount, created_nanos FROM wallet.transactions
            WHERE tenant = ? AND account = ? AND transfer_id = ? LIMIT 1""";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * Query for a list.
     *
     * @param type type to list; null for all
     * @param asset asset to list; null for all
     * @param status status to list; null for all
     * @param from first moment
     * @param to first moment after the range
     * @param before position before which to list
     * @param asOf event up to which the ledger is listed, without chain transactions; {@link #NOW} for the present
     *     state
     * @param limit greatest number of results, newest first
     */
    public record TransactionFilter(
            AccountId account,
            @Nullable String type,
            @Nullable AssetId asset,
            @Nullable String status,
            Instant from,
            Instant to,
            long before,
            long asOf,
            int limit) {

        @Nullable
        Integer assetNumber() {
            return asset == null ? null : asset.value();
        }
    }

    /** A transaction and its position. */
    public record Placed(long position, TransactionBody body) {}

    private final Database database;
    private final InstrumentDirectory directory;

    public TransactionQueries(Database database, InstrumentDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** Returns a page of an account's transactions, those of chains and those of the log alone. */
    public List<Placed> page(TransactionFilter filter) {
        return database.query(filter.account().tenant(), connection -> {
            List<Placed> all = new ArrayList<>();
            if (filter.asOf() == NOW) {
                for (WalletTransaction row : WalletTransactionsTable.page(connection, filter)) {
                    all.add(placed(row));
                }
            }
            if (filter.status() == null || filter.status().equals(COMPLETED)) {
                for (TransactionRow row : ofLog(connection, filter)) {
                    all.add(placed(row));
                }
            }
            all.sort(Comparator.comparingLong(Placed::position).reversed());
            return all.subList(0, Math.min(all.size(), filter.limit()));
        });
    }

    /**
     * Range of transactions to list.
     *
     * @param asset asset to list; empty for all
     * @param from first moment
     * @param to first moment after the range
     */
    public record Range(Optional<AssetId> asset, Instant from, Instant to) {}

    /**
     * Returns a page of an account's chain transactions, newest first.
     *
     * @param before transaction before which to list; empty for the newest
     * @param limit greatest number of results
     */
    public List<WalletTransaction> ofChains(
            AccountId account,
            WalletTransaction.Type type,
            Range range,
            Optional<WalletTransaction> before,
            int limit) {
        TransactionFilter filter = new TransactionFilter(
                account,
                type.name().toLowerCase(Locale.ROOT),
                range.asset.orElse(null),
                null,
                range.from,
                range.to,
                before.map(TransactionQueries::position).orElse(FROM_NEWEST),
                NOW,
                limit);
        return database.query(account.tenant(), connection -> WalletTransactionsTable.page(connection, filter));
    }

    private static long position(WalletTransaction row) {
        return DerivedIds.position(row.createdAt(), row.id().getLeastSignificantBits());
    }

    private Placed placed(WalletTransaction row) {
        return new Placed(
                DerivedIds.position(row.createdAt(), row.id().getLeastSignificantBits()),
                TransactionBody.of(row, directory.asset(row.asset())));
    }

    private Placed placed(TransactionRow row) {
        Instant at = Instant.ofEpochSecond(0, row.timeNanos());
        return new Placed(
                DerivedIds.position(at, row.sequence()),
                TransactionBody.of(row, directory.asset(row.amount().asset())));
    }

    private static List<TransactionRow> ofLog(Transaction connection, TransactionFilter filter) {
        AccountId account = filter.account();
        return Sql.all(
                connection,
                row -> row(row, account),
                PAGE,
                account.tenant(),
                account.number(),
                filter.before(),
                filter.asOf(),
                filter.type(),
                filter.type(),
                filter.assetNumber(),
                filter.assetNumber(),
                nanos(filter.from()),
                nanos(filter.to()),
                filter.asOf() != NOW,
                filter.limit());
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
    }

    /** Returns a deposit or withdrawal of a tenant. */
    public Optional<WalletTransaction> find(int tenant, UUID id) {
        return database.query(tenant, connection -> WalletTransactionsTable.find(connection, tenant, id));
    }

    /** Returns the deposit of a key from before deposits came over a chain: the key keeps that meaning for ever. */
    public Optional<TransactionBody> depositBefore(AccountId account, String key) {
        TransferId id = DerivedIds.transfer("deposit", account + "\n" + key);
        return database.query(
                        account.tenant(),
                        connection -> Sql.one(
                                connection,
                                row -> row(row, account),
                                BY_ID,
                                account.tenant(),
                                account.number(),
                                DerivedIds.uuid(id)))
                .map(row -> TransactionBody.of(row, directory.asset(row.amount().asset())));
    }

    private static TransactionRow row(ResultSet row, AccountId account) throws SQLException {
        UUID id = row.getObject("transfer_id", UUID.class);
        return new TransactionRow(
                account,
                DerivedIds.transfer(id),
                TransferKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new Amount(new AssetId(row.getInt("asset_id")), row.getLong("amount")),
                row.getLong("sequence"),
                row.getLong("created_nanos"));
    }
}

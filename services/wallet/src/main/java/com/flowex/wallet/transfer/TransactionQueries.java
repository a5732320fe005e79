package com.flowex.wallet.transfer;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.AssetId;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an account's transfers. Nothing is found without its account. */
public final class TransactionQueries {

    /** Behind every transfer there is. */
    static final long FROM_NEWEST = Long.MAX_VALUE;

    private static final String PAGE = """
            SELECT sequence, transfer_id, kind, asset_id, amount, created_nanos
            FROM wallet.transactions
            WHERE tenant = ? AND account = ? AND sequence < ?
                AND (?::text IS NULL OR kind = ?) AND (?::integer IS NULL OR asset_id = ?)
            ORDER BY sequence DESC LIMIT ?""";

    /**
     * What to list.
     *
     * @param kind null for all
     * @param asset null for all
     * @param before only transfers of an earlier event
     * @param limit at most so many, newest first
     */
    record Wanted(
            AccountId account,
            @Nullable TransferKind kind,
            @Nullable AssetId asset,
            long before,
            int limit) {}

    private final Database database;

    public TransactionQueries(Database database) {
        this.database = database;
    }

    /** A part of an account's transfers. */
    List<TransactionRow> page(Wanted wanted) {
        AccountId account = wanted.account();
        String kind = wanted.kind() == null ? null : TransactionBody.wordOf(wanted.kind());
        Integer asset = wanted.asset() == null ? null : wanted.asset().value();
        return database.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> row(row, account),
                        PAGE,
                        account.tenant(),
                        account.number(),
                        wanted.before(),
                        kind,
                        kind,
                        asset,
                        asset,
                        wanted.limit()));
    }

    private static TransactionRow row(ResultSet row, AccountId account) throws SQLException {
        UUID id = row.getObject("transfer_id", UUID.class);
        return new TransactionRow(
                account,
                new TransferId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                TransferKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new Amount(new AssetId(row.getInt("asset_id")), row.getLong("amount")),
                row.getLong("sequence"),
                row.getLong("created_nanos"));
    }
}

package com.flowex.wallet.store.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.chain.DerivedIds;
import java.util.Optional;

/** Amounts of repayments of whole debts: a request that is repeated repays what it repaid at first. */
public final class RepaymentsTable {

    private static final String FIND = """
            SELECT asset_id, units FROM margin.repayments WHERE tenant_id = ? AND account = ? AND transfer_id = ?""";

    private static final String INSERT = """
            INSERT INTO margin.repayments (tenant_id, account, transfer_id, asset_id, units) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private RepaymentsTable() {}

    /** Returns the amount of an earlier request; empty if there was none. */
    public static Optional<Amount> find(Transaction transaction, AccountId account, TransferId id) {
        return Sql.one(
                transaction,
                row -> new Amount(new AssetId(row.getInt(1)), row.getLong(2)),
                FIND,
                account.tenant(),
                account.number(),
                DerivedIds.uuid(id));
    }

    /** Stores the amount, unless the request is stored; returns the stored one. */
    public static Amount store(Transaction transaction, AccountId account, TransferId id, Amount amount) {
        Sql.execute(
                transaction,
                INSERT,
                account.tenant(),
                account.number(),
                DerivedIds.uuid(id),
                amount.asset().value(),
                amount.units());
        return find(transaction, account, id).orElse(amount);
    }
}

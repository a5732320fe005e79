package com.flowex.wallet.store.solvency;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Liabilities of one asset to all customers of a tenant, at one event.
 *
 * @param owed customers with a balance, in the order of their tags; 40 bytes each in memory
 * @param liabilities total by the ledger
 */
public record LiabilitySnapshot(long sequence, List<CustomerLiability> owed, BigDecimal liabilities) {

    private static final int PAGE_ROWS = 10_000;

    private static final String SHOWN = "SELECT sequence FROM platform.checkpoints WHERE projection = 'wallet'";

    private static final String OWED = """
            SELECT account, balance FROM wallet.balances
            WHERE tenant = ? AND account > ? AND asset_id = ? AND balance <> 0 ORDER BY account LIMIT ?""";

    private static final String LIABILITIES = "SELECT liabilities FROM wallet.totals WHERE tenant = ? AND asset_id = ?";

    /** Factory of a tree's key, called once the tree's event is known. */
    @FunctionalInterface
    public interface Keys {
        TreeKey of(long sequence);
    }

    public static LiabilitySnapshot of(Database database, int tenant, int asset, Keys keys) {
        return database.snapshot(tenant, connection -> of(connection, tenant, asset, keys));
    }

    private static LiabilitySnapshot of(Transaction connection, int tenant, int asset, Keys keys) {
        long sequence = Sql.one(connection, row -> row.getLong(1), SHOWN).orElse(0L);
        BigDecimal liabilities = Sql.one(connection, row -> row.getBigDecimal(1), LIABILITIES, tenant, asset)
                .orElse(BigDecimal.ZERO);
        List<CustomerLiability> customerLiabilities = owed(connection, tenant, asset, keys.of(sequence));
        customerLiabilities.sort(
                Comparator.comparingLong(CustomerLiability::tag).thenComparingLong(CustomerLiability::account));
        return new LiabilitySnapshot(sequence, customerLiabilities, liabilities);
    }

    private static List<CustomerLiability> owed(Transaction connection, int tenant, int asset, TreeKey key) {
        List<CustomerLiability> all = new ArrayList<>();
        long last = AccountId.CUSTOMERS_FROM - 1;
        List<CustomerLiability> page;
        do {
            page = Sql.all(
                    connection,
                    row -> new CustomerLiability(key.tag(row.getLong(1)), row.getLong(1), row.getLong(2)),
                    OWED,
                    tenant,
                    last,
                    asset,
                    PAGE_ROWS);
            all.addAll(page);
            last = page.isEmpty() ? last : page.getLast().account();
        } while (page.size() == PAGE_ROWS);
        return all;
    }
}

package com.flowex.wallet.store.withdrawal;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.terms.WithdrawalStopsTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Terms, stops and outflows that an account's withdrawal limits depend on, read in one transaction. */
public record LimitsStore(Database database) {

    /** Terms of an asset; {@code isStopped} if nothing of it is withdrawn over any network. */
    public record AssetTerms(Asset asset, Terms terms, boolean isStopped) {}

    /** Terms of the assets, and the outflows of a day so far. */
    public record Snapshot(LocalDate day, List<WithdrawalsTable.Outflow> outflows, List<AssetTerms> assets) {}

    public Snapshot of(AccountId account, List<Asset> assets) {
        return database.query(account.tenant(), connection -> {
            LocalDate day = WithdrawalsTable.today(connection);
            List<WithdrawalsTable.Outflow> outflows = WithdrawalsTable.outflows(connection, account, day);
            List<AssetTerms> all = new ArrayList<>();
            for (Asset asset : assets) {
                all.add(new AssetTerms(
                        asset,
                        TermsTable.of(connection, asset),
                        WithdrawalStopsTable.everywhere(connection, asset).isPresent()));
            }
            return new Snapshot(day, outflows, all);
        });
    }
}

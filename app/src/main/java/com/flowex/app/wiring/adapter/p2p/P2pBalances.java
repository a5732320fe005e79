package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.wallet.store.balance.BalanceQueries;
import java.util.function.Consumer;

/**
 * Balances of the wallet as their owner has to see them.
 *
 * @param ownWrites waits until the wallet's view of this process shows what an account has written
 */
public record P2pBalances(BalanceQueries queries, Consumer<AccountId> ownWrites) {

    /**
     * Returns the units of an asset that an account has free.
     *
     * @throws com.flowex.platform.errors.Refusal {@code view_behind} if the view does not show the account's last write
     *     in time
     */
    public long available(AccountId account, AssetId asset) {
        ownWrites.accept(account);
        return queries.available(account, asset);
    }
}

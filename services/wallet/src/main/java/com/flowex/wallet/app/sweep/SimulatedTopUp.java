package com.flowex.wallet.app.sweep;

import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.app.payment.HotWalletTopUp;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.SimulatedFundsTable;
import java.math.BigInteger;
import java.util.UUID;

/**
 * Initial money of a tenant on the simulated chain, equal to the ledger's initial balances, since no one deposited it
 * there. A real chain's hot wallet is filled by people.
 */
public final class SimulatedTopUp implements HotWalletTopUp {

    /** Memo of payments by which the exchange brings in its own money. */
    private static final String MEMO = "endowment";

    private final SimulatedFundsTable table;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final BalanceQueries balances;

    public SimulatedTopUp(
            SimulatedFundsTable table,
            AddressDirectory addresses,
            InstrumentDirectory directory,
            BalanceQueries balances) {
        this.table = table;
        this.addresses = addresses;
        this.directory = directory;
        this.balances = balances;
    }

    @Override
    public TopUpResult topUp(Chain chain, int tenant, AssetId id) {
        if (!(chain instanceof SimulatedChain simulated)) {
            return TopUpResult.NOTHING;
        }
        Asset asset = directory.asset(id);
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        long ledger = -balances.total(AccountId.outsideOf(tenant), id);
        BigInteger required =
                ChainAmounts.onChain(Math.max(0, ledger), asset.scale(), coin).orElseThrow();
        String hot = addresses.watchedHot(chain, tenant).address();
        BigInteger missing = required.subtract(chain.balance(hot, coin));
        if (missing.signum() <= 0) {
            return TopUpResult.NOTHING;
        }
        table.increase(tenant, id, missing);
        simulated.fund("endowment " + UUID.randomUUID(), new Payment(hot, coin, missing, MEMO), 1);
        return TopUpResult.FILLED;
    }
}

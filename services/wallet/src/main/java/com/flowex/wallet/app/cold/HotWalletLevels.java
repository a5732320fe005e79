package com.flowex.wallet.app.cold;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.domain.market.Asset;
import com.flowex.platform.database.Database;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.cold.ColdAddress;
import com.flowex.wallet.store.cold.ColdAddressesTable;
import com.flowex.wallet.store.cold.ColdTransfersTable;
import com.flowex.wallet.store.payment.PaymentsTable;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Hot-wallet balances against their limits. */
record HotWalletLevels(Database database, AddressDirectory addresses) {

    private static final BigInteger TWO = BigInteger.TWO;

    /**
     * Deviation of a hot wallet, in smallest units of the coin.
     *
     * @param surplus amount to move to cold storage; zero for none
     * @param missing amount to bring back from cold storage; zero for none
     */
    record Level(ColdAddress cold, BigInteger surplus, BigInteger missing) {}

    /** Returns the deviation; empty where no cold address is active. */
    Optional<Level> of(Chain chain, Asset asset) {
        Optional<Coin> coin = chain.scheme().coin(asset.code());
        String network = chain.scheme().network().code();
        Optional<ColdAddress> cold = coin.isEmpty()
                ? Optional.empty()
                : database.query(
                        asset.tenant(),
                        connection -> ColdAddressesTable.active(connection, asset.tenant(), asset.id(), network));
        return cold.map(address -> level(chain, asset, coin.orElseThrow(), address));
    }

    private Level level(Chain chain, Asset asset, Coin coin, ColdAddress cold) {
        Terms terms = database.query(asset.tenant(), connection -> TermsTable.of(connection, asset));
        BigInteger free = free(chain, asset, coin);
        BigInteger low = ChainAmounts.onChainAtMost(terms.hotLow(), asset.scale(), coin);
        boolean hasLimit = terms.hotLimit() != Long.MAX_VALUE;
        BigInteger limit = hasLimit ? ChainAmounts.onChainAtMost(terms.hotLimit(), asset.scale(), coin) : low;
        BigInteger middle = low.add(limit).divide(TWO);
        if (free.compareTo(low) < 0) {
            return new Level(cold, BigInteger.ZERO, middle.subtract(free));
        }
        BigInteger surplus = hasLimit && free.compareTo(limit) > 0
                ? ChainAmounts.worthMoving(chain, coin, free.subtract(middle))
                : BigInteger.ZERO;
        return new Level(cold, surplus, BigInteger.ZERO);
    }

    /**
     * Returns the balance less what is promised: signed payments that are in no block, and waiting withdrawals with
     * their fees.
     */
    private BigInteger free(Chain chain, Asset asset, Coin coin) {
        int tenant = asset.tenant();
        BigInteger has = chain.balance(addresses.watchedHot(chain, tenant).address(), coin);
        ColdTransfersTable.WaitingWithdrawals withdrawals = database.query(
                tenant, connection -> ColdTransfersTable.waiting(connection, tenant, asset.id(), coin.network()));
        BigInteger promised = ChainAmounts.onChainAtMost(withdrawals.units().longValueExact(), asset.scale(), coin);
        if (coin.isNative()) {
            promised = promised.add(chain.fee(coin).multiply(TWO).multiply(BigInteger.valueOf(withdrawals.count())));
        }
        List<ColdTransfersTable.PendingColdTransfer> leaving =
                database.query(tenant, connection -> ColdTransfersTable.leaving(connection, tenant, coin));
        for (ColdTransfersTable.PendingColdTransfer each : leaving) {
            promised = promised.add(leaves(chain, tenant, coin, each));
        }
        return has.subtract(promised);
    }

    private BigInteger leaves(Chain chain, int tenant, Coin coin, ColdTransfersTable.PendingColdTransfer payment) {
        List<PaymentsTable.Attempt> attempts =
                database.query(tenant, connection -> PaymentsTable.attempts(connection, tenant, payment.payment()));
        boolean isMined = attempts.stream()
                .flatMap(attempt -> attempt.signed().stream())
                .anyMatch(signed -> chain.status(signed) instanceof TransactionStatus.Mined);
        if (isMined) {
            return BigInteger.ZERO;
        }
        BigInteger units = payment.token().equals(coin.token()) ? payment.chainUnits() : BigInteger.ZERO;
        BigInteger fee = attempts.stream()
                .map(PaymentsTable.Attempt::draft)
                .map(Draft::fee)
                .reduce(BigInteger.ZERO, BigInteger::max);
        return coin.isNative() ? units.add(fee) : units;
    }
}

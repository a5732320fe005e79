package com.flowex.engine.money;

import com.flowex.domain.margin.InterestRate;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.engine.fees.Volumes;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.state.ExchangeState;

/**
 * Rates of loans and of the next hours of debts, by the use of a pool and the volume of an account. Loans, charges and
 * dry runs ask here alone.
 */
final class LoanRates {

    private final ExchangeState state;

    LoanRates(ExchangeState state) {
        this.state = state;
    }

    /** Returns true if an asset has rates beside its terms. */
    boolean isOwn(int asset) {
        return !state.margin.rates(asset).isEmpty();
    }

    /**
     * Returns the rate of the next hour.
     *
     * @param asset asset that has terms
     * @param lentUnits principal of all debts in the asset
     * @param moved units by which the pool's available money differs from that in the ledger
     */
    InterestRate rate(int account, int asset, long lentUnits, long moved) {
        MarginTerms terms = state.margin.terms(asset);
        if (terms == null) {
            throw new IllegalStateException("a debt in an asset without terms: " + asset);
        }
        int ofTerms = terms.hourlyRateBillionths();
        MarginRates rates = state.margin.rates(asset);
        if (rates.isEmpty()) {
            return new InterestRate(0, ofTerms, ofTerms);
        }
        long available = state.ledger.availableOf(poolOf(account), asset) + moved;
        return rates.rate(ofTerms, lentUnits, available, volumeOf(account, rates));
    }

    /** Returns the account that lends to another one; it is open where an asset has terms. */
    int poolOf(int account) {
        return state.accounts.indexOf(
                AccountId.lendingOf(state.accounts.id(account).tenant()));
    }

    private long volumeOf(int account, MarginRates rates) {
        AssetId asset = rates.volumeAsset();
        int main = state.accounts.main(account);
        int balance =
                asset == null ? Ledger.NO_BALANCE : state.ledger.balanceIndexOf(main, state.assets.indexOf(asset));
        return balance == Ledger.NO_BALANCE
                ? 0
                : state.volumes.of(balance, state.journal.timeNanos() / Volumes.DAY_NANOS);
    }
}

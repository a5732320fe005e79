package com.flowex.engine.liquidation;

import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.MarginAccount;
import com.flowex.engine.margin.MarginAssets;
import com.flowex.engine.state.ExchangeState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.IntArrayList;

/** Values of the assets and debts of an account, at the index prices as they stand. */
final class AccountValues {

    private final ExchangeState state;

    AccountValues(ExchangeState state) {
        this.state = state;
    }

    /** Returns true if enough sources have given the price of each asset that the account owes. */
    boolean areDebtsCertain(int account) {
        for (Debt debt : state.debts.of(account)) {
            if (!isCertain(debt.asset)) {
                return false;
            }
        }
        return true;
    }

    boolean isCertain(int asset) {
        return state.margin.isCertain(asset, state.journal.timeNanos());
    }

    /**
     * Returns the sums of an account. Assets with an uncertain price count at their last one, so that a source that is
     * silent liquidates no account.
     */
    MarginSums of(int account) {
        MarginSums sums = new MarginSums();
        IntArrayList assets = state.margin.of(tenantOf(account));
        for (int i = 0; i < assets.size(); i++) {
            int asset = assets.getInt(i);
            MarginTerms terms = termsOf(asset);
            var scale = state.assets.get(asset).scale();
            long price = state.margin.priceUnits(asset);
            Debt debt = state.debts.find(account, asset);
            sums.addAsset(own(account, asset), scale, price, terms);
            sums.addDebt(debt == null ? 0 : owed(debt), scale, price, terms);
        }
        return sums;
    }

    private int tenantOf(int account) {
        return state.accounts.id(account).tenant();
    }

    private MarginTerms termsOf(int asset) {
        MarginTerms terms = state.margin.terms(asset);
        if (terms == null) {
            throw new IllegalStateException("an asset without margin terms: " + asset);
        }
        return terms;
    }

    /** Returns the units of a debt, hours that are due included. */
    long owed(Debt debt) {
        return debt.owedAt(state.journal.timeNanos()).units();
    }

    /** Returns the units that count as the account's own: what reservations set aside is about to leave. */
    private long own(int account, int asset) {
        int balance = state.ledger.balanceIndexOf(account, asset);
        return balance == Ledger.NO_BALANCE
                ? 0
                : Math.max(0, state.ledger.balance(balance) - state.claims.of(HoldReason.RESERVATIONS, balance));
    }

    /** Returns the debts of an account, by asset id. */
    List<Debt> debts(int account) {
        List<Debt> debts = new ArrayList<>(state.debts.of(account));
        debts.sort(Comparator.comparingInt(debt -> idOf(debt.asset)));
        return debts;
    }

    int idOf(int asset) {
        return state.assets.get(asset).id().value();
    }

    /** Returns the assets with terms of which an account has something to spend: the smallest haircut first, then by id. */
    List<Integer> inSaleOrder(int account) {
        IntArrayList assets = state.margin.of(tenantOf(account));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < assets.size(); i++) {
            if (state.ledger.availableOf(account, assets.getInt(i)) > 0) {
                order.add(assets.getInt(i));
            }
        }
        order.sort(Comparator.<Integer>comparingInt(asset -> termsOf(asset).haircutMillionths())
                .thenComparingInt(this::idOf));
        return order;
    }

    /** Returns the assets of which an account has something to spend and whose value is not known, by id. */
    List<Integer> unpriced(int account) {
        List<Integer> assets = new ArrayList<>();
        for (int asset = 0; asset < state.assets.count(); asset++) {
            boolean isPriced =
                    state.margin.terms(asset) != null && state.margin.priceUnits(asset) != MarginAssets.NO_PRICE;
            if (!isPriced && state.ledger.availableOf(account, asset) > 0) {
                assets.add(asset);
            }
        }
        assets.sort(Comparator.comparingInt(this::idOf));
        return assets;
    }

    /** Returns the value of some units of an asset that has terms; 0 if it has no price yet. */
    BigInteger valueOf(int asset, long units) {
        return MarginSums.valueOf(
                units,
                state.assets.get(asset).scale(),
                state.margin.priceUnits(asset),
                termsOf(asset).priceScale());
    }

    /** Returns the value of the fees that a liquidation's sales have cost so far. */
    BigInteger feesOf(MarginAccount entry) {
        BigInteger sum = BigInteger.ZERO;
        for (var fee : entry.fees().entrySet()) {
            int asset = state.assets.indexOf(new AssetId(fee.getKey()));
            sum = sum.add(valueOf(asset, fee.getValue()));
        }
        return sum;
    }
}

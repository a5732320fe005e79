package com.flowex.engine.money;

import com.flowex.domain.RejectReason;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.DebtBalance;
import com.flowex.engine.margin.MarginAssets;
import com.flowex.engine.state.ExchangeState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Dry run of the debts of a chain: what its steps so far make each account owe, and whether that is allowed. */
final class LendingDryRun {

    /** Change of the money of an account by the steps so far, in units of an asset. */
    @FunctionalInterface
    interface Changes {
        long of(int account, int asset);
    }

    private record DraftDebt(int account, int asset, DebtBalance before, DebtBalance after) {}

    private final ExchangeState state;
    private final Changes changes;
    private final LoanRates rates;
    private final List<DraftDebt> drafts = new ArrayList<>();

    LendingDryRun(ExchangeState state, Changes changes) {
        this.state = state;
        this.changes = changes;
        this.rates = new LoanRates(state);
    }

    void begin() {
        drafts.clear();
    }

    /** Returns the first reason to refuse a loan, apart from the pool's money and the account's level. */
    @Nullable
    RejectReason refusalOfLoan(int asset, long units) {
        MarginTerms terms = state.margin.terms(asset);
        if (terms == null || terms.capUnits() == 0) {
            return RejectReason.LENDING_POOL_MISSING;
        }
        return units > terms.capUnits() - lent(asset) ? RejectReason.LENDING_CAP_REACHED : null;
    }

    /** Returns the principal of all debts in an asset after the steps so far. */
    private long lent(int asset) {
        long lent = state.debts.lentOf(asset);
        for (DraftDebt draft : drafts) {
            if (draft.asset == asset) {
                lent += draft.after.principal() - draft.before.principal();
            }
        }
        return lent;
    }

    @Nullable
    RejectReason refusalOfRepayment(int account, int asset, long units) {
        return units > owed(account, asset).units() ? RejectReason.REPAYS_MORE_THAN_OWED : null;
    }

    /** Adds a loan of an asset that has terms; its money has left the pool. */
    void lend(int account, int asset, long units) {
        long moved = changes.of(rates.poolOf(account), asset);
        int rate = rates.rate(account, asset, lent(asset) + units, moved).billionths();
        put(account, asset, owed(account, asset).lent(units, rate));
    }

    void repay(int account, int asset, long units) {
        put(account, asset, owed(account, asset).repaid(units));
    }

    private void put(int account, int asset, DebtBalance after) {
        for (int i = 0; i < drafts.size(); i++) {
            DraftDebt draft = drafts.get(i);
            if (draft.account == account && draft.asset == asset) {
                drafts.set(i, new DraftDebt(account, asset, draft.before, after));
                return;
            }
        }
        drafts.add(new DraftDebt(account, asset, owed(account, asset), after));
    }

    private DebtBalance owed(int account, int asset) {
        for (DraftDebt draft : drafts) {
            if (draft.account == account && draft.asset == asset) {
                return draft.after;
            }
        }
        Debt debt = state.debts.find(account, asset);
        return debt == null ? DebtBalance.NOTHING : debt.owedAt(state.journal.timeNanos());
    }

    /** Returns the reason why an account may not have borrowed; null if it may. */
    @Nullable
    RejectReason refusalAfterLoan(int account) {
        MarginSums sums = sums(account);
        if (sums == null) {
            return RejectReason.INDEX_PRICE_UNCERTAIN;
        }
        if (state.watch.isLiquidating(account)) {
            return RejectReason.MARGIN_LEVEL_TOO_LOW;
        }
        return coverInitialMargin(account, sums) ? null : RejectReason.MARGIN_LEVEL_TOO_LOW;
    }

    /** Returns the reason why money may not have left an account; null if it may. */
    @Nullable
    RejectReason refusalAfterPayment(int account) {
        if (state.watch.isLiquidating(account)) {
            return RejectReason.MARGIN_LEVEL_TOO_LOW;
        }
        if (state.debts.isEmpty() && drafts.isEmpty() || !owesAnything(account)) {
            return null;
        }
        MarginSums sums = sums(account);
        if (sums == null) {
            return RejectReason.INDEX_PRICE_UNCERTAIN;
        }
        boolean isAllowed = coverInitialMargin(account, sums) && sums.isLevelAtLeast(MarginSums.TRANSFER_OUT_LEVEL);
        return isAllowed ? null : RejectReason.MARGIN_LEVEL_TOO_LOW;
    }

    private boolean coverInitialMargin(int account, MarginSums sums) {
        return sums.coverInitialMargin(state.margin.leverage(state.accounts.id(account)));
    }

    private boolean owesAnything(int account) {
        IntArrayList assets = assetsOf(account);
        for (int i = 0; i < assets.size(); i++) {
            if (owed(account, assets.getInt(i)).units() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the values of an account after the steps so far; null if the price of a debt is uncertain. */
    private @Nullable MarginSums sums(int account) {
        MarginSums sums = new MarginSums();
        MarginAssets margin = state.margin;
        IntArrayList assets = assetsOf(account);
        for (int i = 0; i < assets.size(); i++) {
            int asset = assets.getInt(i);
            boolean isCertain = margin.isCertain(asset, state.journal.timeNanos());
            long owed = owed(account, asset).units();
            if (owed > 0 && !isCertain) {
                return null;
            }
            MarginTerms terms = margin.terms(asset);
            if (isCertain && terms != null) {
                var scale = state.assets.get(asset).scale();
                long price = margin.priceUnits(asset);
                sums.addAsset(Math.max(0, free(account, asset)), scale, price, terms);
                sums.addDebt(owed, scale, price, terms);
            }
        }
        return sums;
    }

    /** Returns the units that count as the account's own: what reservations set aside is about to leave. */
    private long free(int account, int asset) {
        int balance = state.ledger.balanceIndexOf(account, asset);
        long units = balance == Ledger.NO_BALANCE
                ? 0
                : state.ledger.balance(balance) - state.claims.of(HoldReason.RESERVATIONS, balance);
        return units + changes.of(account, asset);
    }

    private IntArrayList assetsOf(int account) {
        AccountId id = state.accounts.id(account);
        return state.margin.of(id.tenant());
    }
}

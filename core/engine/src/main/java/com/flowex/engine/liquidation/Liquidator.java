package com.flowex.engine.liquidation;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.value.AccountId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.MarginAccount;
import com.flowex.engine.margin.MarginWatch;
import com.flowex.engine.match.Matching;
import com.flowex.engine.money.Lending;
import com.flowex.engine.money.Transfers;
import com.flowex.engine.operator.ListingCommands;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.state.ExchangeState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at accounts that owe, and what follows: margin calls and liquidations. The steps of a liquidation are: end the
 * account's orders, repay from its balances, sell until the level is the call level, and where nothing is left to sell,
 * let the insurance account take the rest over and pay.
 */
public final class Liquidator {

    /**
     * Parts that a liquidation uses.
     *
     * @param ends ends orders
     * @param transfers moves money
     * @param lending ends debts
     * @param listing opens the insurance account
     */
    public record Parts(OrderTermination ends, Transfers transfers, Lending lending, ListingCommands listing) {}

    private final ExchangeState state;
    private final MarginWatch watch;
    private final Parts parts;
    private final AccountValues values;
    private final LiquidationSales sales;

    public Liquidator(ExchangeState state, Parts parts, MarketChecks checks, Matching matching) {
        this.state = state;
        this.watch = state.watch;
        this.parts = parts;
        this.values = new AccountValues(state);
        this.sales = new LiquidationSales(state, checks, matching, values);
    }

    /** Looks at the accounts that are due, while steps are left. Each look counts one step. */
    public void lookAtDue() {
        while (watch.hasDue() && state.steps.areLeft()) {
            state.steps.count();
            look(watch.takeDue());
        }
    }

    private void look(MarginAccount entry) {
        if (entry.isLiquidating()) {
            advance(entry);
        } else if (!values.areDebtsCertain(entry.account)) {
            watch.await(entry, state.journal.timeNanos());
        } else {
            judge(entry, values.of(entry.account));
        }
    }

    private void judge(MarginAccount entry, MarginSums sums) {
        AccountId id = state.accounts.id(entry.account);
        MarginLevels levels = state.margin.levels(id.tenant());
        long level = sums.levelMillionths();
        boolean isBelowCall = !sums.isLevelAtLeast(levels.callMillionths());
        if (sums.isLevelAtMost(levels.liquidationMillionths())) {
            parts.listing.open(AccountId.insuranceOf(id.tenant()));
            state.journal.emit(new LiquidationStarted(id, level));
            entry.call(true);
            entry.beginLiquidation();
            advance(entry);
            return;
        }
        if (isBelowCall && !entry.isCalled()) {
            state.journal.emit(new MarginCalled(id, level));
        }
        entry.call(isBelowCall);
        watch.settle(entry, level);
    }

    /** Goes on with a liquidation, as far as steps, markets and prices let it. */
    private void advance(MarginAccount entry) {
        int account = entry.account;
        parts.ends.expireAllOf(account, null, ExpiryReason.ACCOUNT_RESTRICTED);
        repayOwn(account);
        while (!state.debts.of(account).isEmpty()) {
            if (!values.areDebtsCertain(account)) {
                watch.await(entry, state.journal.timeNanos());
                return;
            }
            BigInteger toSell = values.of(account).toSell(levelsOf(account), values.feesOf(entry));
            if (toSell.signum() <= 0) {
                break;
            }
            if (!state.steps.areLeft()) {
                watch.postpone(entry);
                return;
            }
            switch (sell(entry, toSell)) {
                case SOLD -> repayOwn(account);
                case BLOCKED -> {
                    watch.await(entry, state.journal.timeNanos());
                    return;
                }
                case NOTHING_LEFT -> {
                    if (hasReservations(account)) {
                        watch.await(entry, state.journal.timeNanos());
                        return;
                    }
                    takeOver(account);
                }
            }
        }
        finish(entry);
    }

    private MarginLevels levelsOf(int account) {
        return state.margin.levels(state.accounts.id(account).tenant());
    }

    /** Repays what the account has of the assets that it owes. */
    private void repayOwn(int account) {
        for (Debt debt : values.debts(account)) {
            repay(account, debt, state.ledger.availableOf(account, debt.asset));
        }
    }

    private void repay(int account, Debt debt, long most) {
        AccountId id = state.accounts.id(account);
        pay(id, AccountId.lendingOf(id.tenant()), debt.asset, Math.min(most, values.owed(debt)));
    }

    private void pay(AccountId from, AccountId to, int asset, long units) {
        parts.transfers.postOwn(from, to, state.assets.get(asset).id(), units);
    }

    /** Sells, and counts the fee on the owed assets that the sale has brought. */
    private LiquidationSales.Outcome sell(MarginAccount entry, BigInteger value) {
        int account = entry.account;
        List<Debt> debts = values.debts(account);
        List<Long> before = new ArrayList<>();
        debts.forEach(debt -> before.add(state.ledger.availableOf(account, debt.asset)));
        LiquidationSales.Outcome outcome = sales.sell(account, value);
        for (int i = 0; i < debts.size(); i++) {
            int asset = debts.get(i).asset;
            long brought = state.ledger.availableOf(account, asset) - before.get(i);
            if (brought > 0) {
                entry.addFee(
                        values.idOf(asset),
                        Notional.feeOf(brought, levelsOf(account).feeMillionths()));
            }
        }
        return outcome;
    }

    /** Money that reservations set aside leaves the account or comes back; until then nothing is written off. */
    private boolean hasReservations(int account) {
        for (int asset = 0; asset < state.assets.count(); asset++) {
            int balance = state.ledger.balanceIndexOf(account, asset);
            if (balance >= 0 && state.claims.of(HoldReason.RESERVATIONS, balance) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets the insurance account take assets over, at their index prices and at most for the debts, and pay the debts.
     * The unpaid rest is a shortfall. The account owes nothing afterwards.
     */
    private void takeOver(int account) {
        AccountId id = state.accounts.id(account);
        AccountId insurance = AccountId.insuranceOf(id.tenant());
        BigInteger left = values.of(account).debts();
        for (int asset : values.inSaleOrder(account)) {
            long units = Math.min(state.ledger.availableOf(account, asset), unitsOf(asset, left, true));
            pay(id, insurance, asset, units);
            left = left.subtract(values.valueOf(asset, units)).max(BigInteger.ZERO);
        }
        for (int asset : left.signum() > 0 ? values.unpriced(account) : List.<Integer>of()) {
            pay(id, insurance, asset, state.ledger.availableOf(account, asset));
        }
        int payer = state.accounts.indexOf(insurance);
        for (Debt debt : values.debts(account)) {
            long units = Math.clamp(state.ledger.availableOf(payer, debt.asset), 0, values.owed(debt));
            pay(insurance, id, debt.asset, units);
            repay(account, debt, units);
            if (state.debts.find(account, debt.asset) != null) {
                parts.lending.writeOff(debt);
            }
        }
    }

    /** Returns the units of an asset that have a value; 0 if the asset has no price. */
    private long unitsOf(int asset, BigInteger value, boolean roundsUp) {
        BigInteger unit = values.valueOf(asset, 1);
        if (unit.signum() == 0) {
            return 0;
        }
        BigInteger[] split = value.divideAndRemainder(unit);
        BigInteger units = roundsUp && split[1].signum() > 0 ? split[0].add(BigInteger.ONE) : split[0];
        return units.bitLength() > 63 ? Long.MAX_VALUE : units.longValueExact();
    }

    /** Takes the fee from what is left, and ends the liquidation. */
    private void finish(MarginAccount entry) {
        int account = entry.account;
        AccountId id = state.accounts.id(account);
        BigInteger left = values.feesOf(entry);
        for (int asset : values.inSaleOrder(account)) {
            long units = Math.min(state.ledger.availableOf(account, asset), unitsOf(asset, left, false));
            pay(id, AccountId.insuranceOf(id.tenant()), asset, units);
            left = left.subtract(values.valueOf(asset, units));
        }
        entry.endLiquidation();
        state.journal.emit(new LiquidationEnded(id));
        if (state.debts.of(account).isEmpty()) {
            watch.drop(entry);
        } else {
            MarginSums sums = values.of(account);
            entry.call(!sums.isLevelAtLeast(levelsOf(account).callMillionths()));
            watch.settle(entry, sums.levelMillionths());
        }
    }

    /** Ends a liquidation at an operator's word, as if nothing were left to sell. */
    public void close(AccountId id) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        MarginAccount entry = watch.find(account);
        if (entry != null && entry.isLiquidating()) {
            watch.take(entry);
            parts.ends.expireAllOf(account, null, ExpiryReason.ACCOUNT_RESTRICTED);
            repayOwn(account);
            takeOver(account);
            finish(entry);
        }
    }
}

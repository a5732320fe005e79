package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Section 12, orders with effects on debts: a loan is made as a transfer would make it, and undone if it is refused. */
final class OrderLoans {

    private final World world;
    private final Money money;
    private final Chains chains;
    private final OrderRepayments repayments;

    OrderLoans(World world, Money money, Chains chains, OrderRepayments repayments) {
        this.world = world;
        this.money = money;
        this.chains = chains;
        this.repayments = repayments;
    }

    /**
     * The first reason to refuse an order, or a pair: those of every order, with those of its loan in the place of missing
     * money, then those of what it repays.
     *
     * @param least first rules in which such orders have effects
     */
    @Nullable
    RejectReason refusalOf(
            Admission admission, List<OrderRequest> orders, Account account, DebtEffects effects, int least) {
        if (effects.areNone()) {
            return admission.refusal();
        }
        if (world.rulesVersion < least || isTooNew(effects)) {
            return RejectReason.RULES_TOO_OLD;
        }
        RejectReason refusal = effects.borrows() ? refusalOfBorrowing(admission, orders, account) : admission.refusal();
        return refusal == null && effects.repays()
                ? repayments.refusalOf(
                        account,
                        OrderRepayments.got(admission.market, orders.getFirst().side()))
                : refusal;
    }

    private boolean isTooNew(DebtEffects effects) {
        return world.rulesVersion < 9
                || effects.repays() && world.rulesVersion < 12
                || effects.returns() && world.rulesVersion < 15;
    }

    private @Nullable RejectReason refusalOfBorrowing(Admission admission, List<OrderRequest> orders, Account account) {
        Stream<RejectReason> ofOrder = admission.table().stream()
                .filter(line -> line.reason() != RejectReason.INSUFFICIENT_FUNDS
                        && orders.stream().anyMatch(line.applies()))
                .map(Admission.Line::reason)
                .limit(1);
        Stream<RejectReason> ofAccount =
                isRestricted(account) ? Stream.of(RejectReason.ACCOUNT_RESTRICTED) : Stream.empty();
        RejectReason first =
                Stream.concat(ofAccount, ofOrder).min(Comparator.naturalOrder()).orElse(null);
        return first != null ? first : refusalOf(account, admission.heldAsset(orders.getFirst()), admission.need());
    }

    /** Under any restriction an account does not borrow. */
    static boolean isRestricted(Account account) {
        return account.restriction != AccountRestriction.NONE || account.main().restriction != AccountRestriction.NONE;
    }

    /** Refusal of the loan of what the account lacks; null: there is none, or it lacks nothing. */
    private @Nullable RejectReason refusalOf(Account account, AssetId asset, BigInteger need) {
        BigInteger missing = need.subtract(money.available(account, asset));
        if (missing.signum() <= 0) {
            return null;
        }
        if (account.id.number() < AccountId.CUSTOMERS_FROM) {
            return RejectReason.INSUFFICIENT_FUNDS;
        }
        if (!world.lent.containsKey(asset)) {
            return RejectReason.LENDING_POOL_MISSING;
        }
        return chains.refusalOfLoan(loan(new OrderId(world.orders + 1), account, asset, missing));
    }

    /**
     * Gives an accepted order, or the first of a pair, its effects, and lends what it lacks; an order that expires at once
     * and trades nothing borrows nothing.
     */
    void begin(Order order, DebtEffects effects, BigInteger need, boolean isKilled) {
        order.repays = effects.repays();
        AssetId asset = order.heldAsset();
        BigInteger missing = need.subtract(money.available(order.account, asset));
        if (effects.borrows() && missing.signum() > 0 && !isKilled) {
            Transfer loan = loan(order.id, order.account, asset, missing);
            chains.lend(loan);
            order.returned = effects.returns() ? Money.big(loan.amount().units()) : BigInteger.ZERO;
        }
    }

    /** Repays, for each order that was canceled or expired in this command, what its open part held of its loan. */
    void returnUnused(Lending lending) {
        for (World.Unused unused : world.unused) {
            Order order = unused.order();
            AssetId asset = order.heldAsset();
            BigInteger units = unused.units()
                    .min(lending.owedNow(order.account, asset))
                    .min(money.available(order.account, asset));
            if (units.signum() > 0) {
                AccountId pool = AccountId.lendingOf(order.account.id.tenant());
                Transfer transfer = new Transfer(
                        TransferId.ofReturn(order.id),
                        order.account.id,
                        pool,
                        new Amount(asset, units.longValueExact()),
                        TransferKind.INTERNAL);
                money.move(order.account, Objects.requireNonNull(world.accounts.get(pool)), asset, units);
                world.say(new TransferPosted(transfer));
                lending.change(transfer).forEach(world::say);
            }
        }
    }

    private static Transfer loan(OrderId order, Account account, AssetId asset, BigInteger units) {
        return new Transfer(
                TransferId.ofLoan(order),
                AccountId.lendingOf(account.id.tenant()),
                account.id,
                new Amount(asset, units.min(Money.big(Long.MAX_VALUE)).longValueExact()),
                TransferKind.INTERNAL);
    }
}

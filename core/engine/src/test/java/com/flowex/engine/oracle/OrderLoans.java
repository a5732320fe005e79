package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Section 12, orders that borrow: the loan is made as a transfer would make it, and undone if it is refused. */
final class OrderLoans {

    private final World world;
    private final Money money;
    private final Chains chains;
    private final boolean returns;

    OrderLoans(World world, Money money, Chains chains) {
        this(world, money, chains, false);
    }

    private OrderLoans(World world, Money money, Chains chains, boolean returns) {
        this.world = world;
        this.money = money;
        this.chains = chains;
        this.returns = returns;
    }

    /** The same for orders that return what they do not use. */
    OrderLoans returning() {
        return new OrderLoans(world, money, chains, true);
    }

    /** The first reason to refuse an order: those of every order, with those of its loan in the place of missing money. */
    @Nullable
    RejectReason refusalOf(Admission admission, OrderRequest order, Account account) {
        Stream<RejectReason> ofOrder = admission.table().stream()
                .filter(line -> line.reason() != RejectReason.INSUFFICIENT_FUNDS
                        && line.applies().test(order))
                .map(Admission.Line::reason)
                .limit(1);
        RejectReason first = Stream.concat(Stream.ofNullable(refusalOf(account)), ofOrder)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return first != null ? first : refusalOf(account, admission.heldAsset(order), admission.need());
    }

    private @Nullable RejectReason refusalOf(Account account) {
        if (world.rulesVersion < (returns ? 15 : 9)) {
            return RejectReason.RULES_TOO_OLD;
        }
        boolean isFree =
                account.restriction == AccountRestriction.NONE && account.main().restriction == AccountRestriction.NONE;
        return isFree ? null : RejectReason.ACCOUNT_RESTRICTED;
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

    /** Lends what an accepted order lacks; an order that expires at once and trades nothing borrows nothing. */
    void lend(Order order, AssetId asset, BigInteger need, boolean isKilled) {
        BigInteger missing = need.subtract(money.available(order.account, asset));
        if (missing.signum() > 0 && !isKilled) {
            Transfer loan = loan(order.id, order.account, asset, missing);
            chains.lend(loan);
            order.returned = returns ? Money.big(loan.amount().units()) : BigInteger.ZERO;
        }
    }

    /** Repays, for each order that was canceled or expired in this command, what its open part held of its loan. */
    void returnUnused(Lending lending) {
        for (Order order : world.canceled) {
            AssetId asset = order.heldAsset();
            BigInteger units = order.returned
                    .min(money.need(order.market, order.side(), order.terms, order.left))
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

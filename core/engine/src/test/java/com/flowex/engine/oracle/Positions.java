package com.flowex.engine.oracle;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section 2: how much of a market's base asset a customer has, and buys. */
final class Positions {

    private Positions() {}

    /**
     * True if the account would own too much if an order bought {@code more}, not counting the open part of {@code
     * but}.
     */
    static boolean isTooLarge(
            World world, Money money, Account account, Market market, @Nullable Order but, long more) {
        BigInteger open = Money.big(more).add(openBuys(account, market, but));
        BigInteger position = owned(world, money, account, market).add(open);
        for (Account other : othersIn(world, account, market)) {
            position = position.add(openBuys(other, market, null));
        }
        return world.isByRules2() && open.bitLength() > 63 || isAboveLimit(account, market, position);
    }

    /** True if the whole open quantity of a buy would lead its customer above a limit now. */
    static boolean isTooLarge(World world, Money money, Order order) {
        return world.isByRules17()
                && order.side() == Side.BUY
                && isAboveLimit(
                        order.account,
                        order.market,
                        owned(world, money, order.account, order.market).add(Money.big(order.left)));
    }

    static boolean isAboveLimit(Account account, Market market, BigInteger position) {
        return Admission.isAbove(position, market.risk().positionMaxUnits())
                || Admission.isAbove(position, account.limitsIn(market).positionMaxUnits());
    }

    /** The customer's units of the base asset. */
    static BigInteger owned(World world, Money money, Account account, Market market) {
        BigInteger owned = money.balance(account, market.base());
        for (Account other : othersIn(world, account, market)) {
            owned = owned.add(money.balance(other, market.base()));
        }
        return owned;
    }

    private static List<Account> othersIn(World world, Account account, Market market) {
        List<Account> others = new ArrayList<>();
        for (Account other : world.ofCustomer(account)) {
            boolean counts = other == account.main() || other.id.equals(isolated(account, market));
            if (other != account && counts) {
                others.add(other);
            }
        }
        return others;
    }

    private static @Nullable AccountId isolated(Account account, Market market) {
        AccountId main = account.main().id;
        return main.mayIsolate(market.id()) ? main.isolatedIn(market.id()) : null;
    }

    private static BigInteger openBuys(Account account, Market market, @Nullable Order but) {
        BigInteger open = BigInteger.ZERO;
        for (Order order : account.open.values()) {
            boolean isStopOfAPair = order.other != null && !order.isFirstOfPair();
            boolean counts = !isStopOfAPair && !order.isPending && order != but;
            if (order.market == market && order.side() == Side.BUY && counts) {
                open = open.add(Money.big(order.left));
            }
        }
        return open;
    }
}

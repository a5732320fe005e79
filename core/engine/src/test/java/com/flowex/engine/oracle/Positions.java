package com.flowex.engine.oracle;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.math.BigInteger;
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
        BigInteger position = money.balance(account, market.base()).add(open);
        for (Account other : world.ofCustomer(account)) {
            boolean counts = other == account.main() || other.id.equals(isolated(account, market));
            if (other != account && counts) {
                BigInteger ofOther = money.balance(other, market.base()).add(openBuys(other, market, null));
                position = position.add(ofOther);
            }
        }
        return world.isByRules2() && open.bitLength() > 63
                || Admission.isAbove(position, market.risk().positionMaxUnits())
                || Admission.isAbove(position, account.limitsIn(market).positionMaxUnits());
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

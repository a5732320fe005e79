package com.flowex.engine.oracle;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Section 3, by rules 17: bids that one order to sell meets. Each is judged once, with what its customer owned before the
 * order came and the whole open quantity of its other bids that were met before and not ended. A customer's own bids bring
 * it nothing.
 */
final class MetBids {

    private final boolean areBounded;
    private final Account taker;
    private final Map<Account, BigInteger> bought = new HashMap<>();
    private final Map<Order, Boolean> judged = new HashMap<>();

    MetBids(World world, Money money, Market market, Side side, Account taker) {
        this.taker = taker;
        areBounded = world.isByRules17() && side == Side.SELL;
        if (areBounded) {
            for (Order bid : market.side(Side.BUY)) {
                bought.put(bid.account.main(), Positions.owned(world, money, bid.account, market));
            }
        }
    }

    /** True if the bid ends instead of trading. */
    boolean isAboveLimit(Order bid) {
        boolean isOwn = bid.account.main() == taker.main();
        return areBounded && !isOwn && judged.computeIfAbsent(bid, this::judge);
    }

    private boolean judge(Order bid) {
        BigInteger position = bought.get(bid.account.main()).add(Money.big(bid.left));
        if (Positions.isAboveLimit(bid.account, bid.market, position)) {
            return true;
        }
        bought.put(bid.account.main(), position);
        return false;
    }
}

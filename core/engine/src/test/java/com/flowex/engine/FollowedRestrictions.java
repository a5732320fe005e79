package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Restrictions of accounts, put together from events alone. */
final class FollowedRestrictions {

    private final Map<AccountId, AccountRestriction> restrictions = new HashMap<>();
    private final Set<AccountId> liquidated = new HashSet<>();

    void take(Event event) {
        switch (event) {
            case AccountRestricted(AccountId account, AccountRestriction restriction) ->
                restrictions.put(account, restriction);
            case LiquidationStarted started -> liquidated.add(started.account());
            case LiquidationEnded ended -> liquidated.remove(ended.account());
            default -> {}
        }
    }

    /** Between two commands: no order is open that its account may not have. */
    void check(Collection<FollowedOrder> open) {
        for (FollowedOrder order : open) {
            AccountRestriction restriction = of(order.request.account());
            assertTrue(restriction.allows(order.side()), () -> "order " + order.id + " beside " + restriction);
        }
    }

    /** A liquidation buys what its account owes, whatever the account may do itself. */
    void check(Fill fill, Side side) {
        AccountRestriction restriction = of(fill.account());
        assertTrue(
                restriction.allows(side) || liquidated.contains(fill.account()),
                () -> "order " + fill.order() + " trades beside " + restriction);
    }

    private AccountRestriction of(AccountId account) {
        return restrictions.getOrDefault(account, AccountRestriction.NONE);
    }
}

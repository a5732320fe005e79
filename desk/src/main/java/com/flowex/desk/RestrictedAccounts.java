package com.flowex.desk;

import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Side;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What accounts may still do whose owners are restricted by administrators. Whoever knows the owners keeps it up to date; asked of
 * every command on its way into the log, so that it holds behind every door. Safe for many threads.
 */
public final class RestrictedAccounts {

    /** What is left to an account. */
    public enum Extent {
        /** It sells what it holds and cancels. */
        REDUCES,
        /** It cancels. */
        CANCELS
    }

    private final Map<Integer, Map<AccountId, Extent>> ofTenants = new ConcurrentHashMap<>();

    /** Those of one tenant as they are from now on, all of them. */
    public void become(int tenant, Map<AccountId, Extent> accounts) {
        ofTenants.put(tenant, Map.copyOf(accounts));
    }

    /** What takes the open bids out of an account that only reduces from now on; sent again, it takes out what came since. */
    public static Command takeOutBids(AccountId account) {
        return new CancelOrders(account, null, Side.BUY, CancelReason.REQUESTED);
    }

    /** @throws Refusal {@code account_restricted} if the command brings an order that its account may not place */
    void require(Command command) {
        if (ofTenants.isEmpty()) {
            return;
        }
        for (OrderRequest order : brought(command)) {
            Extent left =
                    ofTenants.getOrDefault(order.account().tenant(), Map.of()).get(order.account());
            if (left == Extent.CANCELS) {
                throw new Refusal(
                        RefusalCode.ACCOUNT_RESTRICTED,
                        "the exchange has suspended this account: it places no orders; ask the operator");
            }
            if (left == Extent.REDUCES && order.side() == Side.BUY) {
                throw new Refusal(
                        RefusalCode.ACCOUNT_RESTRICTED,
                        "the exchange lets this account only reduce what it holds: it sells and cancels, and buys"
                                + " nothing; ask the operator");
            }
        }
    }

    private static List<OrderRequest> brought(Command command) {
        return switch (command) {
            case PlaceOrder(var order) -> List.of(order);
            case PlaceOrderPair(var limit, var stop) -> List.of(limit, stop);
            case PlaceLinkedOrders(var working, var pending) -> List.of(working, pending);
            case CancelReplace replacing -> List.of(replacing.replacement());
            case TryOrder(var order) -> List.of(order);
            case TryOrderPair(PlaceOrderPair(var limit, var stop)) -> List.of(limit, stop);
            case TryLinkedOrders(PlaceLinkedOrders(var working, var pending)) -> List.of(working, pending);
            default -> List.of(); // brings no order
        };
    }
}

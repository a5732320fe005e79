package com.flowex.rules;

import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;

/** Commands about orders and money, which order entry alone makes outside the core. */
final class TradingCommands {

    static final Class<?>[] ALL = {
        PlaceOrder.class,
        PlaceBorrowingOrder.class,
        PlaceRepayingOrder.class,
        PlaceReturningOrder.class,
        PlaceOrderPair.class,
        PlaceLinkedOrders.class,
        PlaceLinkedPair.class,
        PlacePayingOrders.class,
        PlacePayingPair.class,
        PlaceWithEffects.class,
        TryOrder.class,
        TryBorrowingOrder.class,
        TryRepayingOrder.class,
        TryReturningOrder.class,
        TryOrderPair.class,
        TryLinkedOrders.class,
        TryLinkedPair.class,
        TryPayingOrders.class,
        TryPayingPair.class,
        CancelOne.class,
        CancelOrder.class,
        CancelOrderByClientId.class,
        CancelOrders.class,
        CancelReplace.class,
        CancelRestricted.class,
        ReduceOrder.class,
        AmendOrder.class,
        RepriceOrder.class,
        ReviseLinkedOrders.class,
        ReviseOrder.class,
        ReviseOrderPair.class,
        ResolveClientOrderId.class,
        SetDeadMansTimer.class,
        SetMarketTimer.class,
        PostTransfer.class,
        PostTransferChain.class
    };

    private TradingCommands() {}
}

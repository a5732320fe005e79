package com.flowex.cluster.client;

import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
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
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Commands that a leader had not answered when it was lost. They may or may not be in the log. Those that may be sent
 * again wait here for the next leader, within their own time-out; the rest become Unknown. The class is used by one
 * thread.
 */
final class CommandResendQueue {

    /** Effect of sending a command that may already be in the log a second time. */
    private enum ResendEffect {
        /** The answer is the first one, found by an id in the command, or nothing happens at all. */
        SAME,
        /** An answer means that it is done, by either of the two; a refusal may mean that the first one was done. */
        SAME_IF_DONE,
        /** The effect differs from that of the first. */
        OTHER
    }

    private final Queue<OutcomePromise> waiting = new ArrayDeque<>();

    /** Adds a command that its leader had not answered. */
    void take(OutcomePromise promise) {
        if (again(promise.command()) == ResendEffect.OTHER) {
            promise.complete(new Outcome.Unknown());
        } else {
            promise.sendAgain();
            waiting.add(promise);
        }
    }

    private static ResendEffect again(Command command) {
        return switch (command) {
            case PlaceOrder _,
                    PlaceBorrowingOrder _,
                    PlaceRepayingOrder _,
                    PlaceReturningOrder _,
                    PlaceOrderPair _,
                    PlaceLinkedOrders _,
                    PlaceLinkedPair _,
                    PlacePayingOrders _,
                    PlacePayingPair _,
                    PostTransfer _,
                    PostTransferChain _,
                    ResolveClientOrderId _,
                    QueryOrderQuota _,
                    TryOrder _,
                    TryBorrowingOrder _,
                    TryRepayingOrder _,
                    TryReturningOrder _,
                    TryOrderPair _,
                    TryLinkedOrders _,
                    TryLinkedPair _,
                    TryPayingOrders _,
                    TryPayingPair _ -> ResendEffect.SAME;
            case PlaceWithEffects placement -> again(placement.placement());
            case CancelOne _ -> ResendEffect.SAME_IF_DONE;
            case AdoptRules _,
                    AdvanceTime _,
                    AmendOrder _,
                    BindAccount _,
                    CancelOrders _,
                    CancelReplace _,
                    ChangeInstrument _,
                    ChangeMarketState _,
                    ListAsset _,
                    ListInstrument _,
                    OpenAccount _,
                    OpenOwnedAccount _,
                    CloseLiquidation _,
                    QuoteIndexPrice _,
                    ReduceOrder _,
                    ReplaceInstrument _,
                    RepriceOrder _,
                    RestrictAccount _,
                    ReviseLinkedOrders _,
                    ReviseOrder _,
                    ReviseOrderPair _,
                    SetAccountLimits _,
                    SetDeadMansTimer _,
                    SetKillSwitch _,
                    SetLeverage _,
                    SetMarginLevels _,
                    SetMarginRates _,
                    SetMarginTerms _,
                    SetMarketTimer _,
                    SetOrderQuota _,
                    SetPreventionGroup _ -> ResendEffect.OTHER;
        };
    }

    /** Returns the oldest command; null if none waits. */
    @Nullable
    OutcomePromise peek() {
        return waiting.peek();
    }

    void remove() {
        waiting.remove();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Completes commands that waited too long as unknown, because the log may or may not contain them. */
    void giveUpLate(long nowNanos) {
        waiting.removeIf(promise -> {
            boolean isLate = promise.isLate(nowNanos);
            if (isLate) {
                promise.complete(new Outcome.Unknown());
            }
            return isLate;
        });
    }

    void giveUpAll() {
        waiting.forEach(promise -> promise.complete(new Outcome.Unknown()));
        waiting.clear();
    }

    /** Returns the meaning of an answer to a command that was sent again. */
    static Outcome meant(Command command, Outcome answer) {
        return switch (answer) {
            case Outcome.Repeated(var first, boolean _) -> new Outcome.Repeated(first, true);
            case Outcome.Rejected _ when again(command) == ResendEffect.SAME_IF_DONE -> new Outcome.Unknown();
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.Previewed _, Outcome.Unknown _, Outcome.Overloaded _ ->
                answer;
        };
    }
}

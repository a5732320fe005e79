package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.trigger.ConditionalPlacement;

/**
 * Placement of a pair (one cancels the other): a limit order that rests, or a take-profit that waits, and a stop. Both are admitted or
 * none.
 */
public final class PairPlacement {

    private final ExchangeState state;
    private final Placement placement;
    private final OrderAdmission admission;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final ConditionalPlacement conditionals;
    private final Taker taker = new Taker();

    public PairPlacement(
            ExchangeState state,
            Placement placement,
            OrderAdmission admission,
            Matching matching,
            ConditionalPlacement conditionals) {
        this.state = state;
        this.placement = placement;
        this.admission = admission;
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.conditionals = conditionals;
    }

    /** @param effects effects of the pair on debts */
    public void place(PlaceOrderPair pair, DebtEffects effects) {
        OrderRequest limit = pair.limit();
        int account = state.accounts.indexOf(limit.account());
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(limit, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = fingerprintOf(pair, effects);
        if (placement.areNew(limit, pair.stop(), account, fingerprint)) {
            place(pair, effects, account, fingerprint);
        }
    }

    /** Returns the fingerprint of a pair, which differs by its effects. */
    static long fingerprintOf(PlaceOrderPair pair, DebtEffects effects) {
        long print = OrderFingerprint.of(pair.limit(), pair.stop());
        return effects.areNone() ? print : OrderFingerprint.withEffects(print, effects);
    }

    private void place(PlaceOrderPair pair, DebtEffects effects, int account, long fingerprint) {
        OrderRequest limit = pair.limit();
        Market market = state.markets.find(limit.account().tenant(), limit.instrument());
        int accountMarket =
                market == null ? AccountMarkets.NONE : state.open.accountMarkets.find(account, market.index);
        RejectReason refusal = market == null
                ? RejectReason.UNKNOWN_INSTRUMENT
                : admission.groups.refusalOfPair(pair, effects, account, accountMarket, market, walk.nothing());
        if (market != null && refusal == null) {
            accept(pair, effects, state.open.accountMarketOf(account, market), market, fingerprint);
        } else {
            RejectReason reason = refusal == null ? RejectReason.UNKNOWN_INSTRUMENT : refusal;
            placement.refuse(limit, pair.stop(), account, fingerprint, reason);
        }
    }

    private void accept(PlaceOrderPair pair, DebtEffects effects, int accountMarket, Market market, long fingerprint) {
        OrderRequest limit = pair.limit();
        OrderRequest stop = pair.stop();
        OrderId limitId = new OrderId(state.takeOrderId());
        int limitEntry = placement.report(limit, limitId, limit.quantity(), accountMarket, fingerprint);
        long need = admission.groups.needOf(limit, stop, market, walk.nothing());
        admission.lend(limitId, accountMarket, market, limit.side(), need, effects);
        OrderId stopId = new OrderId(state.takeOrderId());
        int stopEntry = placement.report(stop, stopId, stop.quantity(), accountMarket, fingerprint);
        state.journal.emit(new OrdersPaired(limitId, stopId));
        int limitSlot;
        if (limit.terms() instanceof OrderTerms.Limit terms) {
            taker.becomeNew(limit, limitId, accountMarket, limitEntry);
            long units = limit.quantity().units();
            taker.begin(terms, units, units, 0);
            limitSlot = execution.rest(market, taker, terms);
        } else {
            limitSlot = conditionals.begin(market, limit, limitId.value(), accountMarket, limitEntry);
        }
        int stopSlot = conditionals.begin(market, stop, stopId.value(), accountMarket, stopEntry);
        state.open.orders.repays(limitSlot, effects.repays());
        state.open.orders.repays(stopSlot, effects.repays());
        state.open.pair(market, limitSlot, stopSlot);
    }
}

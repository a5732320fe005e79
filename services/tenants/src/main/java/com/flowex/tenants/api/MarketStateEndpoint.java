package com.flowex.tenants.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.market.MarketStateCodes;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/pairs/{symbol}/state}, {@code /halt} and {@code /resume}, for administrators. */
final class MarketStateEndpoint implements Endpoint {

    /** Request body of {@code /state}. */
    private record StateBody(@Nullable String state) {}

    private final @Nullable MarketState state;
    private final OrderEntryService orderEntry;
    private final ConsistentView view;

    private MarketStateEndpoint(@Nullable MarketState state, OrderEntryService orderEntry, ConsistentView view) {
        this.state = state;
        this.orderEntry = orderEntry;
        this.view = view;
    }

    /** Returns the endpoint for the state that the body names. */
    static MarketStateEndpoint naming(OrderEntryService orderEntry, ConsistentView view) {
        return new MarketStateEndpoint(null, orderEntry, view);
    }

    /** Returns the endpoint that stops new orders. */
    static MarketStateEndpoint halting(OrderEntryService orderEntry, ConsistentView view) {
        return new MarketStateEndpoint(MarketState.HALTED, orderEntry, view);
    }

    /** Returns the endpoint that allows orders again. */
    static MarketStateEndpoint resuming(OrderEntryService orderEntry, ConsistentView view) {
        return new MarketStateEndpoint(MarketState.OPEN, orderEntry, view);
    }

    @Override
    public Answer answer(Request request) {
        MarketState marketState = state == null ? named(request.body(StateBody.class)) : state;
        Caller caller = request.caller();
        int tenant = caller.account().tenant();
        String symbol = request.path("symbol");
        ListedMarket before = market(tenant, symbol);
        InstrumentId instrument = before.instrument().id();
        String was = MarketStateCodes.of(before.state());
        request.auditBefore("market " + symbol, was, MarketStateCodes.of(marketState));
        CommittedEvents done = orderEntry
                .decree(caller.account(), new ChangeMarketState(tenant, instrument, marketState))
                .orThrow();
        return view.afterDone(symbol + " is " + MarketStateCodes.of(marketState), done.lastSequence(), request, () -> {
                    ListedMarket after = market(tenant, symbol).with(stateAfter(done, instrument, marketState));
                    request.audit("market " + symbol, was, MarketStateCodes.of(after.state()));
                    return PairBody.of(after);
                })
                .resolve(Answer::ok, Answer::done);
    }

    /** Returns the market's state after the command: its own triggers may have halted it again. */
    private static MarketState stateAfter(CommittedEvents done, InstrumentId instrument, MarketState state) {
        MarketState after = state;
        for (Event event : done.events()) {
            if (event instanceof MarketStateChanged changed
                    && changed.instrument().equals(instrument)) {
                after = changed.state();
            }
        }
        return after;
    }

    private static MarketState named(StateBody body) {
        String word = body.state() == null ? "" : body.state();
        return MarketStateCodes.state(word)
                .orElseThrow(() -> Refusal.invalid("state", "one of " + MarketStateCodes.all()));
    }

    private ListedMarket market(int tenant, String symbol) {
        return orderEntry
                .listed()
                .find(tenant, symbol)
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
    }
}

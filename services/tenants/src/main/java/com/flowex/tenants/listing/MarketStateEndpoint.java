package com.flowex.tenants.listing;

import com.flowex.desk.CommittedEvents;
import com.flowex.desk.ConsistentView;
import com.flowex.desk.ListedMarket;
import com.flowex.desk.MarketStateCodes;
import com.flowex.desk.OrderEntryService;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.MarketState;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.edge.access.Caller;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/pairs/{symbol}/state}, {@code /halt} and {@code /resume}, for administrators. */
final class MarketStateEndpoint implements Endpoint {

    /** Request body of {@code /state}. */
    private record StateBody(@Nullable String state) {}

    private final @Nullable MarketState state;
    private final OrderEntryService desk;
    private final ConsistentView view;

    private MarketStateEndpoint(@Nullable MarketState state, OrderEntryService desk, ConsistentView view) {
        this.state = state;
        this.desk = desk;
        this.view = view;
    }

    /** Returns the endpoint for the state that the body names. */
    static MarketStateEndpoint naming(OrderEntryService desk, ConsistentView view) {
        return new MarketStateEndpoint(null, desk, view);
    }

    /** Returns the endpoint that stops new orders. */
    static MarketStateEndpoint halting(OrderEntryService desk, ConsistentView view) {
        return new MarketStateEndpoint(MarketState.HALTED, desk, view);
    }

    /** Returns the endpoint that allows orders again. */
    static MarketStateEndpoint resuming(OrderEntryService desk, ConsistentView view) {
        return new MarketStateEndpoint(MarketState.OPEN, desk, view);
    }

    @Override
    public Answer answer(Request request) {
        MarketState wanted = state == null ? named(request.body(StateBody.class)) : state;
        Caller caller = request.caller();
        int tenant = caller.account().tenant();
        String symbol = request.path("symbol");
        ListedMarket before = market(tenant, symbol);
        InstrumentId instrument = before.instrument().id();
        String was = MarketStateCodes.of(before.state());
        request.auditBefore("market " + symbol, was, MarketStateCodes.of(wanted));
        CommittedEvents done = desk.decree(caller.account(), new ChangeMarketState(tenant, instrument, wanted))
                .orThrow();
        return view.afterDone(symbol + " is " + MarketStateCodes.of(wanted), done.lastSequence(), request, () -> {
                    ListedMarket after = market(tenant, symbol).with(stateAfter(done, instrument, wanted));
                    request.audit("market " + symbol, was, MarketStateCodes.of(after.state()));
                    return PairBody.of(after);
                })
                .told(Answer::ok, Answer::done);
    }

    /** Returns the market's state after the command: its own triggers may have halted it again. */
    private static MarketState stateAfter(CommittedEvents done, InstrumentId instrument, MarketState wanted) {
        MarketState after = wanted;
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
        return desk.listed().find(tenant, symbol).orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
    }
}

package com.flowex.trading.market;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.HaltInstrument;
import com.flowex.domain.command.ResumeInstrument;
import com.flowex.platform.access.Caller;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.trading.fresh.OwnView;

/** {@code POST /api/trading/pairs/{symbol}/halt} and {@code /resume}, for administrators. */
public final class MarketStateEndpoint implements Endpoint {

    /** What is asked of the engine. */
    private interface Change {
        Command of(int tenant, InstrumentId instrument);
    }

    private final Change change;
    private final String done;
    private final OrderPath path;
    private final InstrumentDirectory directory;
    private final OwnView view;

    private MarketStateEndpoint(
            Change change, String done, OrderPath path, InstrumentDirectory directory, OwnView view) {
        this.change = change;
        this.done = done;
        this.path = path;
        this.directory = directory;
        this.view = view;
    }

    /** No new orders. */
    public static MarketStateEndpoint halting(OrderPath path, InstrumentDirectory directory, OwnView view) {
        return new MarketStateEndpoint(HaltInstrument::new, " is halted", path, directory, view);
    }

    /** Orders again. */
    public static MarketStateEndpoint resuming(OrderPath path, InstrumentDirectory directory, OwnView view) {
        return new MarketStateEndpoint(ResumeInstrument::new, " is open", path, directory, view);
    }

    @Override
    public Answer answer(Request request) {
        Caller caller = request.caller();
        int tenant = caller.account().tenant();
        String symbol = request.path("symbol");
        InstrumentId instrument = market(tenant, symbol).instrument().id();
        path.accepted(caller.account(), change.of(tenant, instrument));
        view.awaitAfter(symbol + done, request);
        return Answer.ok(PairBody.of(market(tenant, symbol)));
    }

    private Market market(int tenant, String symbol) {
        return directory
                .find(tenant, symbol)
                .orElseThrow(() -> ProblemException.refused(RejectReason.UNKNOWN_INSTRUMENT));
    }
}

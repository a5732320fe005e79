package com.flowex.trading.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.store.PositionQueries;

/** {@code GET /api/trading/positions}. */
public record ListPositionsEndpoint(InstrumentDirectory directory, PositionQueries positions, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(Page.whole(positions.of(request.caller().account()).stream()
                .map(valued -> PositionBody.of(valued, directory.market(valued.instrument())))
                .toList()));
    }
}

package com.flowex.trading.position;

import com.flowex.desk.ConsistentView;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Page;
import com.flowex.edge.http.Request;

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

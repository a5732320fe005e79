package com.flowex.trading.position;

import com.flowex.platform.desk.InstrumentDirectory;
import com.flowex.platform.desk.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Page;
import com.flowex.platform.http.Request;

/** {@code GET /api/trading/positions}. */
public record ListPositionsEndpoint(InstrumentDirectory directory, PositionQueries positions, OwnView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(Page.whole(positions.of(request.caller().account()).stream()
                .map(valued -> PositionBody.of(
                        valued.position(), directory.market(valued.instrument()), valued.lastPriceUnits()))
                .toList()));
    }
}

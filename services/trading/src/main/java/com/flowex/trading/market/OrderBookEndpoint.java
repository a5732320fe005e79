package com.flowex.trading.market;

import com.flowex.domain.RejectReason;
import com.flowex.platform.desk.InstrumentDirectory;
import com.flowex.platform.desk.ListedMarket;
import com.flowex.platform.desk.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Refusal;

/** {@code GET /api/trading/orderbook/{symbol}}: what rests, by price. */
public record OrderBookEndpoint(InstrumentDirectory directory, Books books, OwnView view) implements Endpoint {

    private static final int LEVELS_DEFAULT = 50;
    private static final int LEVELS_MAX = 500;

    @Override
    public Answer answer(Request request) {
        int levels = Math.toIntExact(request.queryNumber("limit", LEVELS_DEFAULT, 1, LEVELS_MAX));
        view.awaitAsked(request.tenant(), request.minSequence());
        ListedMarket market = directory
                .find(request.tenant(), request.path("symbol"))
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
        return Answer.ok(DepthBody.of(market, books.snapshot(market.instrument().id(), levels)));
    }
}

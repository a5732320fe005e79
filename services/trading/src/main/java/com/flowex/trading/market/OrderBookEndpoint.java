package com.flowex.trading.market;

import com.flowex.domain.RejectReason;
import com.flowex.domain.TenantId;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;

/** {@code GET /api/trading/orderbook/{symbol}}: what rests, by price. */
public final class OrderBookEndpoint implements Endpoint {

    private static final int LEVELS_DEFAULT = 50;
    private static final int LEVELS_MAX = 500;

    private final InstrumentDirectory directory;
    private final Books books;
    private final TenantId tenant;

    /** @param tenant whose markets a caller without a token sees */
    public OrderBookEndpoint(InstrumentDirectory directory, Books books, TenantId tenant) {
        this.directory = directory;
        this.books = books;
        this.tenant = tenant;
    }

    @Override
    public Answer answer(Request request) {
        int levels = Math.toIntExact(request.queryNumber("limit", LEVELS_DEFAULT, 1, LEVELS_MAX));
        Market market = directory
                .find(tenant.value(), request.path("symbol"))
                .orElseThrow(() -> ProblemException.refused(RejectReason.UNKNOWN_INSTRUMENT));
        return Answer.ok(DepthBody.of(market, books.snapshot(market.instrument().id(), levels)));
    }
}

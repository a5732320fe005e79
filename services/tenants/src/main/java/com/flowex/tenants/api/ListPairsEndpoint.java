package com.flowex.tenants.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.MarketStateCodes;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;

/** {@code GET /api/trading/pairs}: the markets of the exchange, by base, quote or status. */
record ListPairsEndpoint(InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        Optional<String> base = request.query("base");
        Optional<String> quote = request.query("quote");
        Optional<String> status = request.query("status");
        status.filter(word -> MarketStateCodes.state(word).isEmpty()).ifPresent(_ -> {
            throw Refusal.invalid("status", "one of " + MarketStateCodes.all());
        });
        return Answer.ok(Page.whole(directory.of(request.tenant()).stream()
                .map(PairBody::of)
                .filter(pair -> base.isEmpty() || base.get().equals(pair.base()))
                .filter(pair -> quote.isEmpty() || quote.get().equals(pair.quote()))
                .filter(pair -> status.isEmpty() || status.get().equals(pair.status()))
                .toList()));
    }
}

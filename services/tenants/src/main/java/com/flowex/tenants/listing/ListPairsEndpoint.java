package com.flowex.tenants.listing;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.MarketStateCodes;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Page;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Refusal;
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

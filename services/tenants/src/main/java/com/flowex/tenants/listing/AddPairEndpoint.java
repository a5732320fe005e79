package com.flowex.tenants.listing;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.Instrument;
import com.flowex.edge.access.Caller;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/** {@code POST /api/trading/pairs}, for administrators: it answers 201, or 200 if the same market is listed already. */
record AddPairEndpoint(Listings listings, InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        Caller caller = request.caller();
        MarketForm form = request.body(MarketForm.class);
        ListingResult<Instrument> listed =
                listings.listMarket(caller.account(), caller.tenant(), PairTerms.of(form, caller.tenant(), directory));
        PairBody shown = PairBody.of(directory.market(listed.value().id()));
        request.audit("market " + shown.symbol(), listed.isNew() ? null : shown, shown);
        return Answer.of(listed.isNew() ? 201 : 200, shown);
    }
}

package com.flowex.tenants.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Instrument;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.tenants.app.listing.ListingResult;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.tenants.app.listing.MarketForm;
import com.flowex.tenants.app.listing.PairTerms;

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

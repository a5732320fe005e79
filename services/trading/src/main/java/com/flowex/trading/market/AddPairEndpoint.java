package com.flowex.trading.market;

import com.flowex.domain.Instrument;
import com.flowex.platform.access.Caller;
import com.flowex.platform.desk.InstrumentDirectory;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.listing.Listed;
import com.flowex.platform.listing.Listings;
import com.flowex.platform.listing.MarketForm;

/** {@code POST /api/trading/pairs}, for administrators: 201, and 200 for one that is listed in the same words. */
public record AddPairEndpoint(Listings listings, InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        Caller caller = request.caller();
        MarketForm form = request.body(MarketForm.class);
        Listed<Instrument> listed =
                listings.listMarket(caller.account(), caller.tenant(), PairTerms.of(form, caller.tenant(), directory));
        PairBody shown = PairBody.of(directory.market(listed.value().id()));
        request.audit("market " + shown.symbol(), listed.isNew() ? null : shown, shown);
        return Answer.of(listed.isNew() ? 201 : 200, shown);
    }
}

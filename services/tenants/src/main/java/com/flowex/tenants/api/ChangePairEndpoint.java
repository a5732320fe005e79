package com.flowex.tenants.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Instrument;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.tenants.app.listing.MarketForm;
import com.flowex.tenants.app.listing.PairTerms;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /api/trading/pairs/{symbol}}, for administrators: it changes a market's rules and fees. Open orders stay
 * as they are.
 */
final class ChangePairEndpoint implements Endpoint {

    private final Listings listings;
    private final InstrumentDirectory directory;

    ChangePairEndpoint(Listings listings, InstrumentDirectory directory) {
        this.listings = listings;
        this.directory = directory;
    }

    @Override
    public Answer answer(Request request) {
        MarketForm change = request.body(MarketForm.class);
        return listings.alone(request.caller().tenant(), () -> change(request, change));
    }

    private Answer change(Request request, MarketForm change) {
        Caller caller = request.caller();
        ListedMarket market = directory
                .find(caller.tenant(), request.path("symbol"))
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
        Fields fields = new Fields();
        fixed(fields, "base", change.base());
        fixed(fields, "quote", change.quote());
        fixed(fields, "price_scale", change.priceScale());
        fields.check();
        PairBody before = PairBody.of(market);
        MarketForm present = MarketForm.of(market.instrument(), market.base(), market.quote());
        SettingsVersion.require(request, "the market " + before.symbol(), present);
        MarketForm form = present.with(change);
        Instrument changed =
                listings.change(caller.account(), market.instrument(), PairTerms.of(form, caller.tenant(), directory));
        PairBody after = PairBody.of(directory.market(changed.id()).with(changed));
        request.audit("market " + after.symbol(), before, after);
        return Answer.ok(after);
    }

    private static void fixed(Fields fields, String field, @Nullable Object value) {
        if (value != null) {
            fields.refuse(field, "left out: it never changes");
        }
    }
}

package com.flowex.tenants.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.tenants.app.listing.AssetForm;

/** {@code GET /api/trading/assets}: the assets of the exchange, in the order of their listing. */
record ListAssetsEndpoint(InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        return Answer.ok(Page.whole(
                directory.assetsOf(request.tenant()).stream().map(AssetForm::of).toList()));
    }
}

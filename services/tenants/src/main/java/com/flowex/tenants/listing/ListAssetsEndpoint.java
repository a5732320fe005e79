package com.flowex.tenants.listing;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Page;
import com.flowex.edge.http.Request;

/** {@code GET /api/trading/assets}: the assets of the exchange, in the order of their listing. */
record ListAssetsEndpoint(InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        return Answer.ok(Page.whole(
                directory.assetsOf(request.tenant()).stream().map(AssetForm::of).toList()));
    }
}

package com.flowex.tenants.listing;

import com.flowex.platform.desk.InstrumentDirectory;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Page;
import com.flowex.platform.http.Request;

/** {@code GET /api/trading/assets}: what markets can be made of, in the order of its listing. */
record ListAssetsEndpoint(InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        return Answer.ok(Page.whole(
                directory.assetsOf(request.tenant()).stream().map(AssetForm::of).toList()));
    }
}

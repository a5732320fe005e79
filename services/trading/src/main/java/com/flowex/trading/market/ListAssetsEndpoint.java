package com.flowex.trading.market;

import com.flowex.platform.desk.InstrumentDirectory;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Page;
import com.flowex.platform.http.Request;
import com.flowex.platform.listing.AssetForm;

/** {@code GET /api/trading/assets}: what markets can be made of, in the order of its listing. */
public record ListAssetsEndpoint(InstrumentDirectory directory) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        return Answer.ok(Page.whole(
                directory.assetsOf(request.tenant()).stream().map(AssetForm::of).toList()));
    }
}

package com.flowex.tenants.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.platform.errors.Fields;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.AssetTerms;
import com.flowex.tenants.app.listing.ListingResult;
import com.flowex.tenants.app.listing.Listings;
import java.util.function.Supplier;

/** {@code POST /api/trading/assets}, for administrators: it answers 201, or 200 if the same asset is listed already. */
record AddAssetEndpoint(Listings listings) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AssetForm form = request.body(AssetForm.class);
        Fields fields = new Fields();
        Supplier<AssetTerms> terms = form.read(fields);
        fields.check();
        Caller caller = request.caller();
        ListingResult<Asset> listed = listings.listAsset(caller.account(), caller.tenant(), terms.get());
        AssetForm shown = AssetForm.of(listed.value());
        request.audit("asset " + shown.code(), listed.isNew() ? null : shown, shown);
        return Answer.of(listed.isNew() ? 201 : 200, shown);
    }
}

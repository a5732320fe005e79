package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.edge.access.Caller;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Fields;
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

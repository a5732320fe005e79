package com.flowex.wallet.api.solvency;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.solvency.ProofFile;
import com.flowex.wallet.app.solvency.ProofOfLiabilities;
import com.flowex.wallet.store.solvency.LiabilityTreesTable;

/**
 * Routes of the proof of liabilities: the public claim, each customer's own proof, and the making of a tree on request.
 */
public record SolvencyRoutes(
        ProofOfLiabilities liabilities, InstrumentDirectory directory, IsolatedAccounts isolated, ConsistentView view) {

    private static final int TREE_WEIGHT = 50;

    public Routes routes() {
        return new Routes()
                .get("/api/wallet/solvency/{currency}/proof", Access.of(Permission.READ), this::proof)
                .weight(3)
                .actingFor(IsolatedAccounts.PARAMETER, isolated::of)
                .get("/api/wallet/solvency/{currency}", Access.PUBLIC, this::published)
                .post("/api/v1/solvency/{currency}", Access.of(Permission.TENANT_CONFIGURE), this::publish)
                .weight(TREE_WEIGHT)
                .withoutBody()
                .audited();
    }

    private Answer published(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        return Answer.ok(liabilities
                .newest(request.tenant(), asset.code())
                .map(published -> body(published, asset))
                .orElseThrow(SolvencyRoutes::nothingYet));
    }

    private SolvencyBody body(LiabilityTreesTable.Published published, Asset asset) {
        return SolvencyBody.of(
                published,
                asset,
                liabilities.publicKey(),
                liabilities.reserves(published),
                liabilities.nextAfter(published));
    }

    private Answer proof(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        if (liabilities.newest(request.tenant(), asset.code()).isEmpty()) {
            throw nothingYet();
        }
        ProofFile proof = liabilities
                .proof(request.caller().account(), asset.code())
                .orElseThrow(() -> Refusal.notFound("nothing of it was owed to you when this was proved"));
        return Answer.ok(proof).header("Content-Disposition", Csv.attachment("liabilities-" + asset.code() + ".json"));
    }

    private Answer publish(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        view.await(request);
        LiabilityTreesTable.Published published = liabilities.make(request.tenant(), asset);
        request.audit(asset.code(), null, published.claim());
        return Answer.created(body(published, asset));
    }

    private static Refusal nothingYet() {
        return Refusal.notFound("what is owed of it has not been proved yet");
    }
}

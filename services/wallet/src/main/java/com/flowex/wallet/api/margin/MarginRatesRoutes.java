package com.flowex.wallet.api.margin;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.api.margin.PoolBody.RatesBody;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginSettings;
import com.flowex.wallet.store.margin.LendingPool;

/** {@code /api/v1/margin/pools/{currency}/rates}: rates of a pool by its use and by the volumes of its borrowers. */
public final class MarginRatesRoutes {

    private final MarginAccounts accounts;
    private final MarginSettings settings;
    private final ConsistentView view;

    public MarginRatesRoutes(MarginAccounts accounts, MarginSettings settings, ConsistentView view) {
        this.accounts = accounts;
        this.settings = settings;
        this.view = view;
    }

    public Routes routes() {
        return new Routes()
                .put(MarginRoutes.MARGIN + "/pools/{currency}/rates", Access.of(Permission.MARGIN_MANAGE), this::set);
    }

    private Answer set(Request request) {
        Asset asset = accounts.directory().namedAsset(request.tenant(), request.path("currency"));
        RatesForm form = request.body(RatesForm.class);
        Fields fields = new Fields();
        long version = TermsForm.version(form.version(), fields);
        String currency = form.volumeCurrency();
        Asset volumes = currency == null
                ? null
                : accounts.directory()
                        .namedAsset(request.tenant(), fields.text("volume_currency", currency, Asset.CODE_LENGTH_MAX));
        MarginRates rates = form.rates(volumes, fields);
        String subject = "margin rates " + asset.code();
        RatesBody before = settings.pool(asset).map(this::body).orElse(null);
        request.auditBefore(subject, before, RatesBody.of(rates, version, accounts.directory()::asset));
        long sequence = settings.set(request, asset, rates, version);
        return view.afterDone("the rates of " + asset.code() + " are set", sequence, request, () -> {
                    LendingPool pool = settings.pool(asset).orElseThrow();
                    request.audit(subject, before, body(pool));
                    return new PoolBodies(accounts).of(request.caller().account(), pool);
                })
                .resolve(Answer::ok, Answer::done);
    }

    private RatesBody body(LendingPool pool) {
        return RatesBody.of(pool.rates(), pool.ratesVersion(), accounts.directory()::asset);
    }
}

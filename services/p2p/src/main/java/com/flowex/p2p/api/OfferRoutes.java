package com.flowex.p2p.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.platform.errors.Fields;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes of offers: those of their owner, and the search of others. */
public final class OfferRoutes {

    private static final String ROOT = "/api/v1/p2p/offers";
    private static final String OWN = "/api/v1/p2p/own-offers";
    private static final String ONE = OWN + "/{id}";
    private static final int SEARCH_WEIGHT = 5;
    private static final int CODE_MAX = 32;

    private final OfferCommands offers;
    private final InstrumentDirectory directory;
    private final InstantSource clock;

    public OfferRoutes(OfferCommands offers, InstrumentDirectory directory, InstantSource clock) {
        this.offers = offers;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access write = Access.of(Permission.TRADE);
        return new Routes()
                .get(ROOT, read, this::search)
                .partOf(Feature.P2P)
                .query("side", "asset", "currency", "method", "country", "quantity", "limit")
                .weight(SEARCH_WEIGHT)
                .get(ROOT + "/{id}", read, this::show)
                .partOf(Feature.P2P)
                .get(OWN, read, this::list)
                .query("limit", "cursor")
                .post(OWN, write, this::post)
                .partOf(Feature.P2P)
                .audited()
                .put(ONE, write, this::change)
                .partOf(Feature.P2P)
                .audited()
                .put(ONE + "/state", write, this::become)
                .audited()
                .post(ONE + "/renewal", write, this::renew)
                .partOf(Feature.P2P)
                .audited();
    }

    private Answer search(Request request) {
        int tenant = request.tenant();
        Fields fields = new Fields();
        Side side = fields.oneOf("side", request.query("side").orElse(null), Side.class);
        String code = fields.text("asset", request.query("asset").orElse(null), Asset.CODE_LENGTH_MAX);
        String currency = new PaymentCurrencies(directory)
                .named(tenant, "currency", request.query("currency").orElse(null), fields);
        Optional<String> method = request.query("method").map(word -> fields.text("method", word, CODE_MAX));
        Optional<String> country = request.query("country");
        if (country.isPresent() && !OfferForm.COUNTRIES.contains(country.get())) {
            fields.refuse("country", "two letters of ISO 3166-1");
        }
        fields.check();
        Asset asset = directory.namedAsset(tenant, code);
        Optional<Long> units = request.query("quantity").map(text -> fields.positive("quantity", text, asset.scale()));
        fields.check();
        List<OfferCommands.Shown> found = offers.search(
                new OffersTable.Search(
                        tenant,
                        asset.id(),
                        currency,
                        OfferBody.offered(side),
                        method.map(List::of).orElse(List.of()),
                        units.orElse(null),
                        request.caller().account().number(),
                        clock.instant()),
                country,
                request.limit());
        return Answer.ok(new OfferBody.Found(OfferBody.Shown.all(found, directory), OfferBody.Found.ORDER));
    }

    private Answer show(Request request) {
        return Answer.ok(OfferBody.Shown.of(offers.find(request.tenant(), request.pathNumber("id")), null, directory));
    }

    private Answer list(Request request) {
        int limit = request.limit();
        AccountId owner = request.caller().account();
        List<Offer> rows = offers.page(owner, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(each -> own(owner, each)));
    }

    private OfferBody.Own own(AccountId owner, Offer offer) {
        return OfferBody.Own.of(offer, offers.details(owner, offer), directory);
    }

    private Answer post(Request request) {
        OfferForm form = request.body(OfferForm.class);
        Fields fields = new Fields();
        if (form.version() != null) {
            fields.refuse("version", "absent: a new offer has none");
        }
        OfferForm.Checked checked = form.checked(request.tenant(), directory, fields);
        Offer posted = offers.post(trader(request), checked.terms(), checked.units(), checked.details());
        request.audit("p2p offer " + posted.id(), null, OfferBody.TermsBody.of(posted, directory));
        return Answer.created(own(posted.owner(), posted));
    }

    static Trader trader(Request request) {
        Caller caller = request.caller();
        return new Trader(caller.account(), caller.userId(), caller.credential().apiKey());
    }

    private Answer change(Request request) {
        OfferForm form = request.body(OfferForm.class);
        Fields fields = new Fields();
        int version = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        OfferForm.Checked checked = form.checked(request.tenant(), directory, fields);
        long id = request.pathNumber("id");
        Offer changed = offers.change(
                trader(request),
                id,
                new OfferCommands.Change(version, checked.terms(), checked.units(), checked.details()),
                before -> request.audit("p2p offer " + id, OfferBody.TermsBody.of(before, directory), checked.terms()));
        return Answer.ok(own(changed.owner(), changed));
    }

    private Answer renew(Request request) {
        Offer renewed =
                offers.renew(request.caller().account(), request.pathNumber("id"), TradeRoutes.version(request));
        request.audit("p2p offer " + renewed.id(), null, "ends at " + renewed.endsAt());
        return Answer.ok(own(renewed.owner(), renewed));
    }

    /** Request body. */
    private record StateForm(
            @Nullable String state, @Nullable Integer version) {}

    private Answer become(Request request) {
        StateForm form = request.body(StateForm.class);
        Fields fields = new Fields();
        Offer.State state = fields.oneOf("state", form.state(), Offer.State.class);
        int version = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        fields.check();
        long id = request.pathNumber("id");
        Offer changed = offers.become(trader(request), id, version, state);
        request.audit("p2p offer " + id, null, state.label());
        return Answer.ok(own(changed.owner(), changed));
    }
}

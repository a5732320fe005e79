package com.flowex.wallet.api.convert;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.convert.ConvertService;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /api/wallet/convert}: requests a quote, accepts one, and shows its outcome. */
public final class ConvertRoutes {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int WEIGHT = 3;

    private final ConvertService converts;
    private final InstrumentDirectory assets;
    private final Sagas sagas;

    private ConvertRoutes(ConvertService converts, InstrumentDirectory assets, Sagas sagas) {
        this.converts = converts;
        this.assets = assets;
        this.sagas = sagas;
    }

    /**
     * Returns the routes.
     *
     * @param assets assets, as far as the wallet's view has come
     */
    public static Routes routes(ConvertService converts, InstrumentDirectory assets, Sagas sagas) {
        ConvertRoutes routes = new ConvertRoutes(converts, assets, sagas);
        return new Routes()
                .post("/api/wallet/convert/quotes", Access.of(Permission.TRADE), routes::quote)
                .partOf(Feature.TRADING)
                .weight(WEIGHT)
                .post("/api/wallet/convert", Access.of(Permission.TRADE), routes::take)
                .partOf(Feature.TRADING)
                .audited()
                .get("/api/wallet/converts/{id}", Access.of(Permission.READ), routes::show);
    }

    private record QuoteForm(
            @Nullable String from,
            @Nullable String to,
            @Nullable String amount) {}

    private record AcceptQuoteForm(@Nullable String quoteId) {}

    private Answer quote(Request request) {
        AccountId account = request.caller().account();
        QuoteForm form = request.body(QuoteForm.class);
        Fields fields = new Fields();
        String from = fields.text("from", form.from(), Asset.CODE_LENGTH_MAX);
        String to = fields.text("to", form.to(), Asset.CODE_LENGTH_MAX);
        fields.check();
        Asset asset = assets.namedAsset(account.tenant(), from);
        Asset got = assets.namedAsset(account.tenant(), to);
        long units = fields.positive("amount", form.amount(), asset.scale());
        if (asset.id().equals(got.id())) {
            fields.refuse("to", "another asset");
        }
        fields.check();
        return Answer.created(ConvertBody.of(converts.quote(account, asset, got, units), converts.listed(), List.of()));
    }

    private Answer take(Request request) {
        AccountId account = request.caller().account();
        String text = request.body(AcceptQuoteForm.class).quoteId();
        if (text == null || !ID.matcher(text).matches()) {
            throw Refusal.invalid("quote_id", "the id of a quote");
        }
        UUID id = UUID.fromString(text);
        boolean isNew = converts.take(account, id, sagas);
        request.audit("convert " + text, null, isNew ? "taken" : "taken before");
        return Answer.of(isNew ? 202 : 200, body(account, id));
    }

    private Answer show(Request request) {
        String text = request.path("id");
        if (!ID.matcher(text).matches()) {
            throw Refusal.notFound("you have no such convert");
        }
        return Answer.ok(body(request.caller().account(), UUID.fromString(text)));
    }

    private ConvertBody body(AccountId account, UUID id) {
        return ConvertBody.of(
                converts.find(account, id), converts.listed(), sagas.steps(ConvertService.key(account.tenant(), id)));
    }
}

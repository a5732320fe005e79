package com.flowex.wallet.api.margin;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.api.margin.PoolBody.OwnMarketBody;
import com.flowex.wallet.app.margin.IndexStates;
import com.flowex.wallet.app.margin.OwnMarketQuotes;
import com.flowex.wallet.store.margin.OwnMarketsTable.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/margin/pools/{currency}/own-market}: a market of the exchange itself as a source of an index price. */
public final class OwnMarketRoutes {

    private static final int SYMBOL_LENGTH_MAX = 64;

    private final OwnMarketQuotes quotes;
    private final IndexStates indexes;
    private final InstrumentDirectory directory;

    public OwnMarketRoutes(OwnMarketQuotes quotes, IndexStates indexes, InstrumentDirectory directory) {
        this.quotes = quotes;
        this.indexes = indexes;
        this.directory = directory;
    }

    public Routes routes() {
        return new Routes()
                .put(
                        MarginRoutes.MARGIN + "/pools/{currency}/own-market",
                        Access.of(Permission.MARGIN_MANAGE),
                        this::set);
    }

    /** The schema OwnMarketRequest. */
    private record Form(
            @Nullable Long version,
            @Nullable String symbol,
            @Nullable Integer source) {}

    private Answer set(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        long version = TermsForm.version(form.version(), fields);
        Optional<Source> market = Optional.empty();
        if (form.symbol() != null || form.source() != null) {
            String symbol = fields.text("symbol", form.symbol(), SYMBOL_LENGTH_MAX);
            market = Optional.of(new Source(symbol, fields.within("source", form.source(), 1, IndexQuote.SOURCES_MAX)));
        }
        fields.check();
        String subject = "own market of the index price of " + asset.code();
        OwnMarketBody before = body(asset);
        request.auditBefore(subject, before, form);
        quotes.set(request, asset, market, version);
        OwnMarketBody after = body(asset);
        request.audit(subject, before, after);
        return Answer.ok(after);
    }

    private OwnMarketBody body(Asset asset) {
        return OwnMarketBody.of(indexes.of(asset.tenant()).ownMarket(asset.id()));
    }
}

package com.flowex.listings.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.listings.app.CoinListing;
import com.flowex.listings.app.CoinListing.ListingResult;
import com.flowex.listings.app.CoinListing.TradedAsset;
import com.flowex.listings.app.CoinListing.TradedMarket;
import com.flowex.listings.app.CoinPrices;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.HiddenCoinsCache;
import com.flowex.listings.app.SnapshotCoin;
import com.flowex.listings.store.CoinCodes;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/cryptocurrencies/{id}/market}, for administrators: it answers 201, or 200 for a market that
 * exists already.
 */
public final class CoinMarketRoutes {

    private final CoinSnapshotCache cache;
    private final HiddenCoinsCache hidden;
    private final CoinCodes codes;
    private final CoinListing trading;
    private final InstantSource clock;

    public CoinMarketRoutes(
            CoinSnapshotCache cache,
            HiddenCoinsCache hidden,
            CoinCodes codes,
            CoinListing trading,
            InstantSource clock) {
        this.cache = cache;
        this.hidden = hidden;
        this.codes = codes;
        this.trading = trading;
        this.clock = clock;
    }

    /** @param root path of coins */
    public Routes routes(String root) {
        return new Routes().post(root + "/{id}/market", Access.of(Permission.MARKETS_MANAGE), this::open);
    }

    /** The schema OpenedMarket of docs/api/openapi.yaml. */
    private record Body(
            String coin,
            String symbol,
            String base,
            String quote,
            int scale,
            String supply,
            int priceScale,
            String priceTick,
            String quantityLot,
            String makerFee,
            String takerFee,
            boolean newAsset,
            boolean newMarket) {

        static Body of(String coin, String quote, ListingResult done) {
            TradedAsset asset = done.asset();
            TradedMarket market = done.market();
            return new Body(
                    coin,
                    market.symbol(),
                    asset.code(),
                    quote,
                    asset.scale(),
                    asset.supply(),
                    market.priceScale(),
                    market.priceTick(),
                    market.quantityLot(),
                    market.makerFee(),
                    market.takerFee(),
                    done.isNewAsset(),
                    done.isNewMarket());
        }
    }

    private Answer open(Request request) {
        CoinMarketForm form = request.body(CoinMarketForm.class);
        int tenant = request.caller().tenant();
        SnapshotCoin coin = coin(tenant, request.path("id"));
        String code = code(tenant, coin, form.code());
        TradedAsset quote = Optional.ofNullable(form.quote())
                .flatMap(each -> trading.asset(tenant, each))
                .orElseThrow(() -> Refusal.invalid("quote", "the code of a listed asset"));
        ListingResult done = done(request, form, coin, code, quote);
        Body shown = Body.of(coin.id(), quote.code(), done);
        request.audit("coin " + coin.id() + " as " + shown.symbol(), done.isNewMarket() ? null : shown, shown);
        return Answer.of(done.isNewMarket() ? 201 : 200, shown);
    }

    private ListingResult done(
            Request request, CoinMarketForm form, SnapshotCoin coin, String code, TradedAsset quote) {
        int tenant = request.caller().tenant();
        Optional<TradedAsset> asset = trading.asset(tenant, code);
        if (asset.isPresent()) {
            requireMeant(tenant, coin, code);
        }
        Optional<TradedMarket> market = asset.flatMap(_ -> trading.market(tenant, code + "-" + quote.code()));
        if (market.isPresent()) {
            requireSame(form, asset.orElseThrow(), market.get());
            give(request, coin, code);
            return new ListingResult(asset.orElseThrow(), market.get(), false, false);
        }
        CoinPrices prices = new CoinPrices(cache.snapshot(), clock.instant().minus(cache.staleAfter()));
        CoinListing.ListingRequest listingRequest = new CoinMarketDefaults(
                        form, coin.shown().quote())
                .fill(code, asset, quote, prices.of(coin, codes.coinOf(tenant, quote.code()), quote.code()));
        return trading.list(request.caller().account(), tenant, listingRequest, () -> give(request, coin, code));
    }

    private SnapshotCoin coin(int tenant, String id) {
        return cache.snapshot()
                .coin(id)
                .filter(_ -> !hidden.of(tenant).has(id))
                .orElseThrow(() -> Refusal.notFound("there is no cryptocurrency " + id + ", or it is hidden"));
    }

    /** Returns the coin's own code if it has one, then the requested one, then its symbol. */
    private String code(int tenant, SnapshotCoin coin, @Nullable String requested) {
        Optional<String> own = codes.codeOf(tenant, coin.id());
        if (own.isPresent() && requested != null && !requested.equals(own.get())) {
            throw taken(coin.id() + " is traded as " + own.get());
        }
        String code = own.orElseGet(
                () -> requested == null ? coin.shown().quote().symbol().toUpperCase(Locale.ROOT) : requested);
        if (!Asset.isCode(code)) {
            throw Refusal.invalid("code", "1 to " + Asset.CODE_LENGTH_MAX + " of A-Z and 0-9");
        }
        return code;
    }

    /**
     * Checks that a listed asset is this coin. An asset that was listed by hand is the largest coin of its code, as it
     * is for risk; any other was listed from a coin.
     */
    private void requireMeant(int tenant, SnapshotCoin coin, String code) {
        String meant = codes.coinOf(tenant, code)
                .or(() -> cache.snapshot().bySymbol(code).map(SnapshotCoin::id))
                .orElse("");
        if (!meant.equals(coin.id())) {
            throw taken(
                    meant.isEmpty()
                            ? code + " is an asset that was listed by hand: give another code"
                            : code + " is " + meant + ": give another code");
        }
    }

    private void give(Request request, SnapshotCoin coin, String code) {
        int tenant = request.caller().tenant();
        codes.give(tenant, coin.id(), code, "user " + request.caller().userId(), clock.instant());
        String own = codes.codeOf(tenant, coin.id()).orElse("");
        if (own.isEmpty()) {
            throw taken(code + " is " + codes.coinOf(tenant, code).orElse("another coin") + ": give another code");
        }
        if (!own.equals(code)) {
            throw taken(coin.id() + " is traded as " + own);
        }
    }

    /** Rejects a request whose values differ from the listed ones. */
    private static void requireSame(CoinMarketForm form, TradedAsset asset, TradedMarket market) {
        if ((form.scale() != null && form.scale() != asset.scale()) || differs(form.supply(), asset.supply())) {
            throw taken(asset.code() + " is listed with scale " + asset.scale() + " and supply " + asset.supply());
        }
        if (differs(form.priceTick(), market.priceTick())
                || differs(form.quantityLot(), market.quantityLot())
                || differs(form.makerFee(), market.makerFee())
                || differs(form.takerFee(), market.takerFee())) {
            throw new Refusal(
                    RefusalCode.INSTRUMENT_EXISTS,
                    market.symbol() + " is listed with price_tick " + market.priceTick() + " and quantity_lot "
                            + market.quantityLot() + ": PATCH /api/trading/pairs/" + market.symbol() + " changes it");
        }
    }

    private static boolean differs(@Nullable String requested, String listed) {
        return requested != null && !isSame(requested, listed);
    }

    private static boolean isSame(String requested, String listed) {
        return requested.equals(listed) || plain(requested).equals(plain(listed));
    }

    /** Removes trailing zeros; a text that is no plain decimal stays as it is. */
    private static String plain(String text) {
        return text.matches("-?\\d{1,18}(\\.\\d{1,18})?")
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    private static Refusal taken(String why) {
        return new Refusal(RefusalCode.ASSET_EXISTS, why);
    }
}

package com.flowex.listings.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Client of CoinGecko, or of another provider with its API. */
public final class CoinGecko implements CoinProvider {

    private static final String PRO = "pro-api.coingecko.com";

    private final String name;
    private final URI base;
    private final ProviderCalls calls;

    /**
     * Makes a client; it connects only when it is used.
     *
     * @param base such as https://api.coingecko.com/api/v3
     * @param key API key; empty for none
     */
    public CoinGecko(String name, URI base, String key, CallLimits limits) {
        this.name = name;
        this.base = base;
        String header = PRO.equals(base.getHost()) ? "x-cg-pro-api-key" : "x-cg-demo-api-key";
        this.calls = new ProviderCalls(name, base, key.isEmpty() ? Map.of() : Map.of(header, key), limits);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isSample() {
        return false;
    }

    @Override
    public String about() {
        return base.getHost();
    }

    /** Returns the state of the circuit breaker: "closed", "open" or "half_open". */
    public String breaker() {
        return calls.state();
    }

    @Override
    public ProviderAnswer<List<CoinQuote>> markets(int page, String validator) throws InterruptedException {
        return get(
                "/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=" + PAGE + "&page=" + page
                        + "&sparkline=true&price_change_percentage=1h,24h,7d",
                validator,
                CoinGeckoParser::markets);
    }

    @Override
    public ProviderAnswer<List<String>> members(String category, String validator) throws InterruptedException {
        return get(
                "/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=" + PAGE + "&page=1&category="
                        + URLEncoder.encode(category, StandardCharsets.UTF_8),
                validator,
                CoinGeckoParser::ids);
    }

    @Override
    public ProviderAnswer<List<CoinCategory>> categories(String validator) throws InterruptedException {
        return get("/coins/categories", validator, CoinGeckoParser::categories);
    }

    @Override
    public ProviderAnswer<GlobalFigures> global(String validator) throws InterruptedException {
        return get("/global", validator, CoinGeckoParser::global);
    }

    @Override
    public ProviderAnswer<List<String>> trending(String validator) throws InterruptedException {
        return get("/search/trending", validator, CoinGeckoParser::trending);
    }

    @Override
    public List<PricePoint> chart(String coin, int days) throws InterruptedException {
        String path = "/coins/" + URLEncoder.encode(coin, StandardCharsets.UTF_8)
                + "/market_chart?vs_currency=usd&interval=daily&days=" + days;
        return CoinGeckoParser.chart(json(path, calls.get(path, "")));
    }

    private <T> ProviderAnswer<T> get(String path, String validator, Function<JsonNode, T> reading)
            throws InterruptedException {
        ProviderCalls.HttpAnswer got = calls.get(path, validator);
        return got.isUnchanged()
                ? new ProviderAnswer.Unchanged<>()
                : new ProviderAnswer.Fresh<>(reading.apply(json(path, got)), got.validator());
    }

    private JsonNode json(String path, ProviderCalls.HttpAnswer got) {
        return CoinGeckoParser.json(name + " answers " + path, got.body());
    }
}

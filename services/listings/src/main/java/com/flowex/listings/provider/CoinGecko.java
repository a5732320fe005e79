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
    public Pulled<List<CoinQuote>> markets(int page, String validator) throws InterruptedException {
        return get(
                "/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=" + PAGE + "&page=" + page
                        + "&sparkline=true&price_change_percentage=1h,24h,7d",
                validator,
                CoinGeckoReading::markets);
    }

    @Override
    public Pulled<List<String>> members(String category, String validator) throws InterruptedException {
        return get(
                "/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=" + PAGE + "&page=1&category="
                        + URLEncoder.encode(category, StandardCharsets.UTF_8),
                validator,
                CoinGeckoReading::ids);
    }

    @Override
    public Pulled<List<CoinCategory>> categories(String validator) throws InterruptedException {
        return get("/coins/categories", validator, CoinGeckoReading::categories);
    }

    @Override
    public Pulled<GlobalFigures> global(String validator) throws InterruptedException {
        return get("/global", validator, CoinGeckoReading::global);
    }

    @Override
    public Pulled<List<String>> trending(String validator) throws InterruptedException {
        return get("/search/trending", validator, CoinGeckoReading::trending);
    }

    @Override
    public List<PricePoint> chart(String coin, int days) throws InterruptedException {
        String path = "/coins/" + URLEncoder.encode(coin, StandardCharsets.UTF_8)
                + "/market_chart?vs_currency=usd&interval=daily&days=" + days;
        return CoinGeckoReading.chart(json(path, calls.get(path, "")));
    }

    private <T> Pulled<T> get(String path, String validator, Function<JsonNode, T> reading)
            throws InterruptedException {
        ProviderCalls.Got got = calls.get(path, validator);
        return got.isUnchanged()
                ? new Pulled.Unchanged<>()
                : new Pulled.Fresh<>(reading.apply(json(path, got)), got.validator());
    }

    private JsonNode json(String path, ProviderCalls.Got got) {
        return CoinGeckoReading.json(name + " answers " + path, got.body());
    }
}

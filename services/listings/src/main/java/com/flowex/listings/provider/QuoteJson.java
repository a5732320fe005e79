package com.flowex.listings.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored form of providers' data: JSON with decimals in strings. */
public final class QuoteJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private QuoteJson() {}

    public static String of(CoinQuote quote) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("symbol", quote.symbol()).put("name", quote.name()).put("image", quote.image());
        json.put("rank", quote.rank()).put("sparkline", quote.sparkline());
        json.put("as_of", quote.asOf().toString());
        put(json, "ath_at", quote.athAt());
        put(json, "atl_at", quote.atlAt());
        ObjectNode figures = json.putObject("figures");
        quote.figures().forEach((figure, value) -> figures.put(figure.label(), plain(value)));
        return json.toString();
    }

    public static CoinQuote quote(String id, String text) {
        JsonNode json = read(text);
        Map<CoinFigure, BigDecimal> figures = new EnumMap<>(CoinFigure.class);
        json.path("figures")
                .properties()
                .forEach(each -> figures.put(
                        CoinFigure.of(each.getKey()),
                        new BigDecimal(each.getValue().asText())));
        return new CoinQuote(
                id,
                json.path("symbol").asText(),
                json.path("name").asText(),
                json.path("image").asText(),
                json.path("rank").asInt(),
                figures,
                instant(json.path("ath_at")),
                instant(json.path("atl_at")),
                json.path("sparkline").asText(),
                Instant.parse(json.path("as_of").asText()));
    }

    public static String of(GlobalFigures global) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("coins", global.coins()).put("markets", global.markets());
        put(json, "market_cap", global.marketCap());
        put(json, "total_volume", global.totalVolume());
        put(json, "market_cap_change", global.marketCapChangePercentage24h());
        ObjectNode dominance = json.putObject("dominance");
        global.dominance().forEach((symbol, share) -> dominance.put(symbol, plain(share)));
        return json.toString();
    }

    public static GlobalFigures global(String text) {
        JsonNode json = read(text);
        Map<String, BigDecimal> dominance = new HashMap<>();
        json.path("dominance")
                .properties()
                .forEach(each -> dominance.put(
                        each.getKey(), new BigDecimal(each.getValue().asText())));
        return new GlobalFigures(
                json.path("coins").asInt(),
                json.path("markets").asInt(),
                decimal(json.path("market_cap")),
                decimal(json.path("total_volume")),
                decimal(json.path("market_cap_change")),
                dominance);
    }

    public static String ofIds(List<String> ids) {
        ArrayNode json = MAPPER.createArrayNode();
        ids.forEach(json::add);
        return json.toString();
    }

    public static List<String> ids(String text) {
        return ids(read(text));
    }

    private static List<String> ids(JsonNode json) {
        List<String> ids = new ArrayList<>();
        json.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    public static String ofCategories(List<CoinCategory> categories) {
        ArrayNode json = MAPPER.createArrayNode();
        for (CoinCategory each : categories) {
            ObjectNode one = json.addObject().put("id", each.id()).put("name", each.name());
            put(one, "market_cap", each.marketCap());
            put(one, "market_cap_change", each.marketCapChangePercentage24h());
            put(one, "total_volume", each.totalVolume());
            ArrayNode top = one.putArray("top");
            each.topCoins().forEach(top::add);
        }
        return json.toString();
    }

    public static List<CoinCategory> categories(String text) {
        List<CoinCategory> all = new ArrayList<>();
        for (JsonNode each : read(text)) {
            all.add(new CoinCategory(
                    each.path("id").asText(),
                    each.path("name").asText(),
                    decimal(each.path("market_cap")),
                    decimal(each.path("market_cap_change")),
                    decimal(each.path("total_volume")),
                    ids(each.path("top"))));
        }
        return all;
    }

    /** Returns a decimal without an exponent. */
    public static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.toPlainString();
    }

    private static void put(ObjectNode json, String name, @Nullable BigDecimal value) {
        if (value != null) {
            json.put(name, plain(value));
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isTextual() ? new BigDecimal(node.asText()) : null;
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is kept of a provider is not what was written", e);
        }
    }
}

package com.flowex.listings.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parser of CoinGecko's answers. An invalid value only drops that coin or figure; an answer of a wrong shape is a
 * fault.
 */
public final class CoinGeckoParser {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int TEXT_MAX = 200;
    private static final int SPARKS = 28;
    private static final MathContext SPARK_DIGITS = new MathContext(8);
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(100)
                            .maxStringLength(256 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CoinGeckoParser() {}

    static JsonNode json(String who, String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw ProviderException.transientFault(who + " with what is no JSON");
        }
    }

    static List<CoinQuote> markets(JsonNode json) {
        List<CoinQuote> quotes = new ArrayList<>();
        for (JsonNode coin : array(json, "/coins/markets")) {
            String id = coin.path("id").asText("");
            if (isId(id)) {
                quotes.add(quote(id, coin));
            }
        }
        return quotes;
    }

    /** True if the text may be the id of a coin or a category. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static CoinQuote quote(String id, JsonNode coin) {
        Map<CoinFigure, BigDecimal> figures = new EnumMap<>(CoinFigure.class);
        for (CoinFigure figure : CoinFigure.ALL) {
            BigDecimal value = figure.bounds().of(coin.path(figure.wire()));
            if (value != null) {
                figures.put(figure, value);
            }
        }
        Instant at = FigureBounds.moment(coin.path("last_updated"));
        return new CoinQuote(
                id,
                text(coin.path("symbol")),
                text(coin.path("name")),
                image(coin.path("image").asText("")),
                FigureBounds.count(coin.path("market_cap_rank")),
                figures,
                FigureBounds.moment(coin.path("ath_date")),
                FigureBounds.moment(coin.path("atl_date")),
                sparkline(coin.path("sparkline_in_7d").path("price")),
                at == null ? Instant.EPOCH : at);
    }

    private static String sparkline(JsonNode prices) {
        List<String> thinned = new ArrayList<>();
        int size = prices.size();
        int requested = Math.min(size, SPARKS);
        for (int i = 0; i < requested; i++) {
            BigDecimal price = FigureBounds.PRICE.of(
                    prices.path(requested == 1 ? 0 : (int) ((long) i * (size - 1) / (requested - 1))));
            if (price != null) {
                thinned.add(price.round(SPARK_DIGITS).toPlainString());
            }
        }
        return String.join(",", thinned);
    }

    private static String image(String url) {
        return url.startsWith("https://") && url.length() <= TEXT_MAX ? url : "";
    }

    static List<String> ids(JsonNode json) {
        return markets(json).stream().map(CoinQuote::id).toList();
    }

    static List<CoinCategory> categories(JsonNode json) {
        List<CoinCategory> all = new ArrayList<>();
        for (JsonNode each : array(json, "/coins/categories")) {
            String id = each.path("id").asText("");
            if (isId(id)) {
                List<String> top = new ArrayList<>();
                each.path("top_3_coins_id").forEach(coin -> top.add(coin.asText("")));
                all.add(new CoinCategory(
                        id,
                        text(each.path("name")),
                        FigureBounds.AMOUNT.of(each.path("market_cap")),
                        FigureBounds.CHANGE_PERCENT.of(each.path("market_cap_change_24h")),
                        FigureBounds.AMOUNT.of(each.path("volume_24h")),
                        top.stream().filter(CoinGeckoParser::isId).toList()));
            }
        }
        return all;
    }

    static GlobalFigures global(JsonNode json) {
        JsonNode data = json.path("data");
        if (!data.isObject()) {
            throw ProviderException.lasting("/global has no \"data\"");
        }
        Map<String, BigDecimal> dominance = new HashMap<>();
        data.path("market_cap_percentage").properties().forEach(each -> {
            BigDecimal share = FigureBounds.SHARE_PERCENT.of(each.getValue());
            if (share != null) {
                dominance.put(each.getKey(), share);
            }
        });
        return new GlobalFigures(
                FigureBounds.count(data.path("active_cryptocurrencies")),
                FigureBounds.count(data.path("markets")),
                FigureBounds.AMOUNT.of(data.path("total_market_cap").path("usd")),
                FigureBounds.AMOUNT.of(data.path("total_volume").path("usd")),
                FigureBounds.CHANGE_PERCENT.of(data.path("market_cap_change_percentage_24h_usd")),
                dominance);
    }

    static List<String> trending(JsonNode json) {
        List<String> ids = new ArrayList<>();
        for (JsonNode coin : array(json.path("coins"), "/search/trending")) {
            String id = coin.path("item").path("id").asText("");
            if (isId(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    static List<PricePoint> chart(JsonNode json) {
        Map<Instant, BigDecimal> caps = byTime(json.path("market_caps"), FigureBounds.AMOUNT);
        Map<Instant, BigDecimal> volumes = byTime(json.path("total_volumes"), FigureBounds.AMOUNT);
        if (!json.path("prices").isArray()) {
            throw ProviderException.lasting("/market_chart has no \"prices\"");
        }
        return byTime(json.path("prices"), FigureBounds.PRICE).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new PricePoint(
                        each.getKey(), each.getValue(), caps.get(each.getKey()), volumes.get(each.getKey())))
                .toList();
    }

    private static Map<Instant, BigDecimal> byTime(JsonNode pairs, FigureBounds bounds) {
        Map<Instant, BigDecimal> all = new HashMap<>();
        for (JsonNode pair : pairs) {
            Instant at = FigureBounds.momentOfMillis(pair.path(0));
            BigDecimal value = bounds.of(pair.path(1));
            if (at != null && value != null) {
                all.put(at, value);
            }
        }
        return all;
    }

    private static JsonNode array(JsonNode json, String path) {
        if (!json.isArray()) {
            throw ProviderException.lasting(path + " is no list");
        }
        return json;
    }

    private static String text(JsonNode node) {
        String text = node.asText("")
                .codePoints()
                .filter(each -> !Character.isISOControl(each))
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
}

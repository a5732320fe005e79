package com.flowex.backtest.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parser of JSON files: an array of candles, or an object that has one as {@code candles}. A candle is an object with
 * time, open, high, low, close and volume, or an array of these in this order. Its line is its number, from 1.
 */
final class JsonCandles {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> TIMES = List.of("time", "openTime", "open_time", "start", "timestamp");
    private static final List<String> PRICES = List.of("open", "high", "low", "close");

    private final String source;

    JsonCandles(String source) {
        this.source = source;
    }

    MarketDataSource parse(String text, String digest) {
        JsonNode root = tree(text);
        JsonNode rows = root.isObject() ? root.path("candles") : root;
        if (!rows.isArray()) {
            throw new DataException(source + " is neither an array of candles nor an object with one as \"candles\"");
        }
        CandleSeries.Builder builder = new CandleSeries.Builder(source, "json");
        long line = 0;
        for (JsonNode row : rows) {
            line++;
            if (row.isArray() && row.size() >= 6) {
                List<String> prices = new ArrayList<>();
                for (int i = 1; i <= PRICES.size(); i++) {
                    prices.add(row.get(i).asText());
                }
                builder.add(line, row.get(0).asText(), prices, row.get(5).asText());
            } else {
                addObject(builder, line, row);
            }
        }
        return builder.build(digest);
    }

    private void addObject(CandleSeries.Builder builder, long line, JsonNode row) {
        List<String> prices = new ArrayList<>();
        for (String name : PRICES) {
            prices.add(text(builder, line, row, name));
        }
        String time = null;
        for (String name : TIMES) {
            time = time == null && row.has(name) ? row.get(name).asText() : time;
        }
        if (time == null) {
            throw builder.checks().refuse(line, "has no time");
        }
        builder.add(line, time, prices, text(builder, line, row, "volume"));
    }

    private static String text(CandleSeries.Builder builder, long line, JsonNode row, String name) {
        @Nullable JsonNode value = row.get(name);
        if (value == null || !value.isValueNode()) {
            throw builder.checks().refuse(line, "has no " + name);
        }
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }

    private JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new DataException(source + " line " + line + " is no JSON, or the file is cut: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }
}

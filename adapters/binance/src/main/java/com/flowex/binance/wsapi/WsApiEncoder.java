package com.flowex.binance.wsapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.binance.dialect.BinanceErrorMapper;
import com.flowex.binance.dialect.ErrorBody;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encoder of the answers on one connection of the WebSocket API. */
final class WsApiEncoder {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final InstantSource clock;
    private final TimestampUnit unit;

    /**
     * Makes the encoder of a connection.
     *
     * @param clock gives the time from which a client may retry
     * @param unit unit of the times
     */
    WsApiEncoder(InstantSource clock, TimestampUnit unit) {
        this.clock = clock;
        this.unit = unit;
    }

    /** Answer with rate limits if they are known and wanted. */
    private record Answered(
            JsonNode id,
            int status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Object result,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ErrorBody error,

            @JsonProperty("rateLimits") @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<RateLimitUsage> rateLimits) {}

    String result(JsonNode id, Object result, List<RateLimitUsage> limits) {
        return unit.text(new Answered(id, OK, result, null, limits));
    }

    String refused(JsonNode id, Refusal why) {
        int status = BinanceErrorMapper.statusOf(why);
        ErrorBody error = ErrorBody.of(why);
        if (status == TOO_MANY) {
            error = new ErrorBody(error.code(), error.msg(), retry(why.retryAfterSeconds()));
        }
        return unit.text(new Answered(id, status, null, error, List.of()));
    }

    private Map<String, Object> retry(long afterSeconds) {
        Instant now = clock.instant();
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("serverTime", Timestamp.of(now));
        times.put("retryAfter", Timestamp.of(now.plusSeconds(afterSeconds)));
        return times;
    }
}

package com.flowex.binance.wsapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.http.response.Json;
import com.flowex.binance.dialect.BinanceErrorMapper;
import com.flowex.binance.dialect.ErrorBody;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encoder of the WebSocket API's answers. */
final class WsApiEncoder {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final ObjectMapper MAPPER = Json.mapper();

    private final InstantSource clock;

    /** @param clock gives the time from which a client may retry */
    WsApiEncoder(InstantSource clock) {
        this.clock = clock;
    }

    /** Answer with rate limits if they are known and wanted. */
    private record Answered(
            JsonNode id,
            int status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Object result,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode error,

            @JsonProperty("rateLimits") @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<RateLimitUsage> rateLimits) {}

    String result(JsonNode id, Object result, List<RateLimitUsage> limits) {
        return json(new Answered(id, OK, result, null, limits));
    }

    String refused(JsonNode id, Refusal why) {
        int status = BinanceErrorMapper.statusOf(why);
        JsonNode error = MAPPER.valueToTree(ErrorBody.of(why));
        if (status == TOO_MANY && error instanceof ObjectNode answer) {
            long now = clock.millis();
            answer.putObject("data").put("serverTime", now).put("retryAfter", now + 1_000 * why.retryAfterSeconds());
        }
        return json(new Answered(id, status, null, error, List.of()));
    }

    static String json(Object message) {
        return new String(Json.bytes(message), StandardCharsets.UTF_8);
    }
}

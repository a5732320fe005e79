package com.flowex.marketdata.api.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.ConnectionStatistics;
import com.flowex.access.socket.StreamLink;
import com.flowex.access.socket.StreamProtocol;
import com.flowex.marketdata.store.Interval;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Protocol of the market data stream: a client's requests and their answers. docs/api/market-data-stream.md is the
 * contract.
 */
final class MarketStreamProtocol implements StreamProtocol {

    private final MarketChannels channels;
    private final int tenant;
    private final StreamLink line;

    MarketStreamProtocol(MarketChannels channels, int tenant, StreamLink line) {
        this.channels = channels;
        this.tenant = tenant;
        this.line = line;
    }

    @Override
    public void hear(String text) {
        switch (StreamRequest.parse(text)) {
            case StreamRequest.Subscribe(StreamRequest.Topic topic, @Nullable String id) -> subscribe(topic, id);
            case StreamRequest.Unsubscribe(StreamRequest.Topic topic, @Nullable String id) -> unsubscribe(topic, id);
            case StreamRequest.Ping(@Nullable String id) -> line.say(json(new Pong("pong", id)));
            case StreamRequest.Statistics(@Nullable String id) -> line.say(json(Statistics.of(line.figures(), id)));
            case StreamRequest.Malformed(Refusal why, @Nullable String id) -> line.say(refused(why, id));
        }
    }

    @Override
    public void refuse(Refusal why) {
        line.say(refused(why, null));
    }

    @Override
    public Optional<String> reasonToPart() {
        return channels.mayServe(tenant) ? Optional.empty() : Optional.of("tenant_suspended");
    }

    private void subscribe(StreamRequest.Topic topic, @Nullable String id) {
        Optional<Channel> channel = channels.channel(tenant, topic);
        if (channel.isEmpty()) {
            line.say(json(new Refused(
                    "error",
                    id,
                    "unknown_instrument",
                    "there is no market " + topic.symbol(),
                    List.of(new FieldError("symbol", "a listed market")))));
        } else if (line.follow(topic, channel.get())) {
            line.say(acknowledged("subscribed", topic, id));
        } else {
            String detail = "a connection has at most " + channels.subscriptionsMax() + " subscriptions";
            line.say(json(new Refused("error", id, "rate_limited", detail, List.of())));
        }
    }

    private void unsubscribe(StreamRequest.Topic topic, @Nullable String id) {
        line.leave(topic);
        line.say(acknowledged("unsubscribed", topic, id));
    }

    /** Answer to a ping. Every answer carries the {@code id} of its request, if the request had one. */
    private record Pong(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id) {}

    private record Acknowledged(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String channel,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) String symbol,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String interval,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int levels) {}

    private record Statistics(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            Instant connectedAt,
            long received,
            long sent,
            long charactersSent,
            int subscriptions) {

        static Statistics of(ConnectionStatistics figures, @Nullable String id) {
            return new Statistics(
                    "statistics",
                    id,
                    figures.openedAt(),
                    figures.received(),
                    figures.sent(),
                    figures.charactersSent(),
                    figures.subscriptions());
        }
    }

    private static String acknowledged(String type, StreamRequest.Topic topic, @Nullable String id) {
        return json(new Acknowledged(
                type,
                id,
                topic.kind().name().toLowerCase(Locale.ROOT),
                topic.symbol(),
                topic.interval().map(Interval::code).orElse(null),
                topic.levels()));
    }

    private record Refused(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String code,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}

    private static String refused(Refusal why, @Nullable String id) {
        return json(new Refused("error", id, why.code().code(), why.detail(), why.errors()));
    }

    private static String json(Object message) {
        return new String(Json.bytes(message), StandardCharsets.UTF_8);
    }
}

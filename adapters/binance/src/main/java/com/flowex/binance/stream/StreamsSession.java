package com.flowex.binance.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.StreamLink;
import com.flowex.access.socket.StreamProtocol;
import com.flowex.binance.dialect.ErrorBody;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Session of a client of Binance's streams: its requests and the answers. Over {@code /stream} each event is wrapped
 * with the name of its stream, over {@code /ws} it is not; a client may change that.
 */
final class StreamsSession implements StreamProtocol {

    private static final ObjectMapper JSON = Json.mapper();
    private static final int ID_LENGTH_MAX = 36;
    private static final int NAME_LENGTH_MAX = 200;
    private static final Set<String> FIELDS = Set.of("method", "params", "id");
    private static final String COMBINED = "combined";

    private final BinanceStreams streams;
    private final SocketClient client;
    private final StreamLink line;
    private final Map<String, PrivateStreams.Own> own = new ConcurrentHashMap<>();
    private final TimestampUnit unit;
    private boolean combined;

    StreamsSession(BinanceStreams streams, SocketClient client, StreamLink line) {
        this.streams = streams;
        this.client = client;
        this.line = line;
        this.unit = TimestampUnit.ofQuery(client.address().query()).orElse(TimestampUnit.MILLISECOND);
        this.combined = client.address().path().startsWith(BinanceStreams.COMBINED_PATH);
    }

    /**
     * Follows the streams in the address; it ignores numbers, because some clients open {@code /ws/} with a number of
     * their own and subscribe later.
     */
    @Override
    public void begin() {
        if (TimestampUnit.ofQuery(client.address().query()).isEmpty()) {
            line.close(TimestampUnit.PARAMETER + " " + TimestampUnit.RULE);
            return;
        }
        String path = client.address().path();
        String named = combined
                ? client.address().query().getOrDefault(BinanceStreams.STREAMS, "")
                : path.substring(Math.min(path.length(), BinanceStreams.RAW_PATH.length()));
        List<String> names = Arrays.stream(named.split("/"))
                .filter(name -> !name.isEmpty())
                .filter(name -> !name.chars().allMatch(Character::isDigit))
                .toList();
        try {
            follow(names);
        } catch (StreamRequestException fault) {
            line.say(fault(fault, NullNode.getInstance()));
        }
    }

    @Override
    public void hear(String text) {
        JsonNode id = NullNode.getInstance();
        try {
            JsonNode message = parsed(text);
            id = id(message);
            answer(message, id);
        } catch (StreamRequestException fault) {
            line.say(fault(fault, id));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.isObject()) {
                return message;
            }
        } catch (JacksonException e) {
            throw new StreamRequestException(3, "Invalid JSON: " + e.getOriginalMessage());
        }
        throw invalid("a request is an object");
    }

    /** Returns the id: a number, a text, or null. */
    private static JsonNode id(JsonNode message) {
        JsonNode id = message.path("id");
        boolean isGood = id.isMissingNode()
                || id.isNull()
                || id.isIntegralNumber() && id.canConvertToLong()
                || id.isTextual() && id.textValue().length() <= ID_LENGTH_MAX;
        if (!isGood) {
            throw invalid("request ID must be an integer, a text of at most " + ID_LENGTH_MAX + " characters or null");
        }
        return id.isMissingNode() ? NullNode.getInstance() : id;
    }

    private void answer(JsonNode message, JsonNode id) {
        message.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw invalid("unknown field `" + shown(name) + "`");
            }
        });
        JsonNode params = message.path("params");
        switch (message.path("method").asText()) {
            case "SUBSCRIBE" -> {
                follow(names(params));
                line.say(result(NullNode.getInstance(), id));
            }
            case "UNSUBSCRIBE" -> {
                names(params).forEach(this::leave);
                line.say(result(NullNode.getInstance(), id));
            }
            case "LIST_SUBSCRIPTIONS" -> line.say(result(JSON.valueToTree(line.topics()), id));
            case "SET_PROPERTY" -> {
                setProperty(params);
                line.say(result(NullNode.getInstance(), id));
            }
            case "GET_PROPERTY" -> line.say(result(property(params), id));
            case "" -> throw invalid("missing field `method`");
            default ->
                throw invalid("unknown variant `" + shown(message.path("method").asText())
                        + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`,"
                        + " `GET_PROPERTY`");
        }
    }

    private static List<String> names(JsonNode params) {
        Set<String> names = new LinkedHashSet<>();
        if (!params.isArray() || params.isEmpty()) {
            throw invalid("params must be an array of names of streams");
        }
        for (JsonNode name : params) {
            if (!name.isTextual() || name.textValue().isEmpty()) {
                throw invalid("the name of a stream must be a string");
            }
            names.add(name.textValue());
        }
        return List.copyOf(names);
    }

    /** Follows all named streams, or none if one of them is invalid. Streams that are followed already continue. */
    private void follow(List<String> names) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        Map<String, PrivateStreams.Own> opened = new LinkedHashMap<>();
        Set<Object> followed = line.topics();
        try {
            for (String name : names) {
                if (!followed.contains(name)) {
                    channels.put(name, channel(name, opened));
                }
            }
            if (followed.size() + channels.size() > BinanceStreams.STREAMS_MAX) {
                throw invalid("a connection has at most " + BinanceStreams.STREAMS_MAX + " streams");
            }
        } catch (Refusal refused) {
            opened.values().forEach(PrivateStreams.Own::ended);
            throw new StreamRequestException(
                    ErrorBody.of(refused).code(), ErrorBody.of(refused).msg());
        } catch (StreamRequestException fault) {
            opened.values().forEach(PrivateStreams.Own::ended);
            throw fault;
        }
        own.putAll(opened);
        channels.forEach((name, channel) -> line.follow(name, new Enveloped(name, channel)));
    }

    private Channel channel(String name, Map<String, PrivateStreams.Own> opened) {
        if (name.length() > NAME_LENGTH_MAX) {
            throw invalid("the name of a stream has at most " + NAME_LENGTH_MAX + " characters");
        }
        if (PublicChannels.isPublic(name)) {
            return streams.channels(unit).channel(client.tenant(), name);
        }
        PrivateStreams.Own found = streams.own().open(client, name, unit).orElseThrow(() -> invalid("invalid stream"));
        opened.put(name, found);
        return found.channel();
    }

    private void leave(String name) {
        line.leave(name);
        Optional.ofNullable(own.remove(name)).ifPresent(PrivateStreams.Own::ended);
    }

    private void setProperty(JsonNode params) {
        requireCombined(params.path(0));
        if (params.size() != 2 || !params.path(1).isBoolean()) {
            throw new StreamRequestException(1, "Invalid value type: expected Boolean");
        }
        combined = params.path(1).booleanValue();
    }

    private JsonNode property(JsonNode params) {
        requireCombined(params.path(0));
        return JsonNodeFactory.instance.booleanNode(combined);
    }

    private static void requireCombined(JsonNode name) {
        if (!name.isTextual()) {
            throw invalid("property name must be a string");
        }
        if (!name.textValue().equals(COMBINED)) {
            throw new StreamRequestException(0, "Unknown property");
        }
    }

    @Override
    public void refuse(Refusal why) {
        line.say(fault(
                new StreamRequestException(
                        ErrorBody.of(why).code(), ErrorBody.of(why).msg()),
                NullNode.getInstance()));
    }

    @Override
    public Optional<String> reasonToPart() {
        if (!streams.mayServe(client.tenant())) {
            return Optional.of("tenant_suspended");
        }
        List<String> reasons = new ArrayList<>();
        own.values().forEach(each -> each.reasonToPart().ifPresent(reasons::add));
        return reasons.stream().findFirst();
    }

    @Override
    public Optional<String> lastWord() {
        return Optional.of("{\"e\":\"serverShutdown\",\"E\":" + streams.now().in(unit) + "}");
    }

    @Override
    public void ended() {
        own.values().forEach(PrivateStreams.Own::ended);
    }

    private static StreamRequestException invalid(String subject) {
        return new StreamRequestException(2, "Invalid request: " + subject);
    }

    private static String shown(String text) {
        return text.length() > ID_LENGTH_MAX ? text.substring(0, ID_LENGTH_MAX) : text;
    }

    private static String result(JsonNode result, JsonNode id) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("result", result);
        answer.set("id", id);
        return answer.toString();
    }

    private static String fault(StreamRequestException fault, JsonNode id) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error").put("code", fault.code()).put("msg", fault.message());
        answer.set("id", id);
        return answer.toString();
    }

    /** Channel that wraps a stream's events with its name while the client wants that. */
    private final class Enveloped implements Channel {

        private final String head;
        private final Channel channel;

        Enveloped(String name, Channel channel) {
            this.head = "{\"stream\":" + JsonNodeFactory.instance.textNode(name) + ",\"data\":";
            this.channel = channel;
        }

        @Override
        public Progress send(java.util.function.Consumer<String> out) {
            return channel.send(combined ? text -> out.accept(head + text + "}") : out);
        }

        @Override
        public com.flowex.access.socket.News news() {
            return channel.news();
        }
    }
}

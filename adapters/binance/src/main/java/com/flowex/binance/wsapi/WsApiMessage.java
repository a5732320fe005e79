package com.flowex.binance.wsapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import com.flowex.access.http.response.Json;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.platform.errors.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parsed message of a client of the WebSocket API. */
sealed interface WsApiMessage {

    /** Maximum length of a request's id, by which the client finds the answer. */
    int ID_LENGTH_MAX = 64;

    /** Returns the client's id of the request: a text, a whole number, or null. */
    JsonNode id();

    /** @param params raw JSON values by name; texts are without quotation marks */
    record Request(JsonNode id, String method, Map<String, String> params) implements WsApiMessage {
        public Request {
            params = Map.copyOf(params);
        }
    }

    /** An invalid message; the client gets the reason and may go on. */
    record Malformed(JsonNode id, Refusal why) implements WsApiMessage {}

    /** Parses a message; never throws. */
    static WsApiMessage parse(String text) {
        Reader reader = new Reader();
        try (JsonParser in = Reader.MAPPER.createParser(text)) {
            reader.read(in);
        } catch (JsonProcessingException e) {
            boolean twice = String.valueOf(e.getMessage()).startsWith("Duplicate field");
            reader.refuse(BinanceErrorCode.ILLEGAL_CHARS.refusal(
                    twice ? "The request has a field twice." : "The request is not a valid JSON object."));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory is read", e);
        }
        return reader.message();
    }

    /** Parser that reads on after an invalid part, so that the answer has the request's id wherever that is. */
    final class Reader {

        private static final ObjectMapper MAPPER = Json.mapper();

        /** Reader of one value, with others behind it. */
        private static final ObjectReader VALUES =
                MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private JsonNode id = NullNode.getInstance();
        private String method = "";
        private final Map<String, String> params = new LinkedHashMap<>();
        private Optional<Refusal> refusal = Optional.empty();

        private Reader() {}

        private void read(JsonParser in) throws IOException {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                refuse(BinanceErrorCode.ILLEGAL_CHARS.refusal("The request is not a valid JSON object."));
                return;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                switch (name) {
                    case "id" -> readId(in, value);
                    case "method" -> readMethod(in, value);
                    case "params" -> readParams(in, value);
                    default -> {
                        refuse(BinanceErrorCode.UNREAD_PARAMETERS.refusal(
                                "A request has id, method and params; it has no '" + shown(name) + "'."));
                        in.skipChildren();
                    }
                }
            }
            if (in.nextToken() != null) {
                refuse(BinanceErrorCode.ILLEGAL_CHARS.refusal("A message is one JSON object."));
            }
        }

        private void readId(JsonParser in, JsonToken value) throws IOException {
            boolean fits = value == JsonToken.VALUE_NULL
                    || (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)
                            && in.getText().length() <= ID_LENGTH_MAX;
            if (fits) {
                id = VALUES.readTree(in);
            } else {
                refuse(BinanceErrorCode.ILLEGAL_CHARS.refusal(
                        "Illegal value in parameter 'id'; legal is a text of at most " + ID_LENGTH_MAX
                                + " characters, a whole number or null."));
                in.skipChildren();
            }
        }

        private void readMethod(JsonParser in, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_STRING) {
                method = in.getText();
            } else {
                refuse(BinanceErrorCode.ILLEGAL_CHARS.refusal("Illegal value in parameter 'method'; legal is a text."));
                in.skipChildren();
            }
        }

        private void readParams(JsonParser in, JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                if (value != JsonToken.VALUE_NULL) {
                    refuse(BinanceErrorCode.ILLEGAL_CHARS.refusal(
                            "Illegal value in parameter 'params'; legal is an object."));
                }
                in.skipChildren();
                return;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                switch (in.nextToken()) {
                    case VALUE_NULL ->
                        refuse(BinanceErrorCode.PARAM_EMPTY.refusal("Parameter '" + shown(name) + "' was empty."));
                    case START_ARRAY, START_OBJECT ->
                        params.put(name, VALUES.readTree(in).toString());
                    default -> params.put(name, in.getText());
                }
            }
        }

        /** Records the first refusal; later ones are ignored. */
        private void refuse(Refusal why) {
            refusal = refusal.or(() -> Optional.of(why));
        }

        private WsApiMessage message() {
            if (refusal.isEmpty() && method.isEmpty()) {
                refuse(BinanceErrorCode.MANDATORY_PARAM.refusal(
                        "Mandatory parameter 'method' was not sent, was empty/null, or malformed."));
            }
            return refusal.<WsApiMessage>map(why -> new Malformed(id, why))
                    .orElseGet(() -> new Request(id, method, params));
        }

        private static String shown(String name) {
            return name.length() > ID_LENGTH_MAX ? name.substring(0, ID_LENGTH_MAX) : name;
        }
    }
}

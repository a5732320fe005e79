package com.flowex.simulator.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.simulator.lobster.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Format of histories as lines of JSON, as Jepsen writes them: {@code docs/histories.md} describes it. */
public final class HistoryFormat {

    private static final String ANSWER = "answer";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withConfigOverride(BigDecimal.class, o -> o.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .build();

    private HistoryFormat() {}

    /** Returns the line without its end. */
    public static String text(HistoryLine line) {
        ObjectNode value = JSON.valueToTree(line.operation());
        if (line.operation() instanceof ClientOperation.Read) {
            value.remove("of");
        }
        ObjectNode json = JSON.createObjectNode()
                .put("process", line.process())
                .put("type", line.type().name().toLowerCase(Locale.ROOT))
                .put("f", line.operation().word());
        json.set("value", value);
        line.answer().ifPresent(answer -> {
            switch (answer) {
                case ClientAnswer.Refused(String code) ->
                    json.put("error", "refused").put("code", code);
                case ClientAnswer.NotDelivered(String why) ->
                    json.put("error", "missed").put("code", why);
                case ClientAnswer.OutcomeUnknown(String why) ->
                    json.put("error", "unclear").put("code", why);
                default -> value.set(ANSWER, JSON.valueToTree(answer));
            }
        });
        return json.put("time", line.timeNanos()).put("index", line.index()).toString();
    }

    /** @throws BadInputException with one line that describes the fault and its place */
    public static List<HistoryLine> read(Path file) throws IOException, BadInputException {
        List<HistoryLine> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                HistoryLine line = line(text, lines.size() + 1);
                if (line.index() != lines.size()) {
                    throw new BadInputException("line " + (lines.size() + 1) + ": index " + line.index() + " where "
                            + lines.size() + " comes next");
                }
                lines.add(line);
            }
        }
        return lines;
    }

    private static HistoryLine line(String text, int at) throws BadInputException {
        try {
            JsonNode json = JSON.readTree(text);
            ObjectNode value = json.required("value").deepCopy();
            Optional<JsonNode> answer = Optional.ofNullable(value.remove(ANSWER));
            ClientOperation operation = operation(json.required("f").asText(), value);
            return new HistoryLine(
                    json.required("index").longValue(),
                    json.required("process").longValue(),
                    operation,
                    answer(json, operation, answer),
                    json.required("time").longValue());
        } catch (JsonProcessingException | IllegalArgumentException | ClassCastException wrong) {
            String why = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
            throw new BadInputException("line " + at + " is no line of a history: " + why);
        }
    }

    private static ClientOperation operation(String word, ObjectNode value) throws JsonProcessingException {
        if (word.startsWith("read-")) {
            value.put("of", word.substring("read-".length()).toUpperCase(Locale.ROOT));
        }
        Class<? extends ClientOperation> type =
                switch (word) {
                    case "place" -> ClientOperation.Place.class;
                    case "amend" -> ClientOperation.Amend.class;
                    case "cancel" -> ClientOperation.Cancel.class;
                    case "transfer" -> ClientOperation.Transfer.class;
                    case "deposit" -> ClientOperation.Deposit.class;
                    default -> ClientOperation.Read.class;
                };
        return JSON.treeToValue(value, type);
    }

    private static Optional<ClientAnswer> answer(JsonNode json, ClientOperation operation, Optional<JsonNode> answer)
            throws JsonProcessingException {
        return switch (json.required("type").asText()) {
            case "invoke" -> Optional.empty();
            case "ok" ->
                Optional.of(JSON.treeToValue(
                        answer.orElseThrow(() -> new IllegalArgumentException("ok without an answer")),
                        answerType(operation, answer.get())));
            case "fail" ->
                Optional.of(
                        json.required("error").asText().equals("missed")
                                ? new ClientAnswer.NotDelivered(
                                        json.required("code").asText())
                                : new ClientAnswer.Refused(json.required("code").asText()));
            case "info" ->
                Optional.of(new ClientAnswer.OutcomeUnknown(json.path("code").asText()));
            default -> throw new IllegalArgumentException("type " + json.path("type"));
        };
    }

    private static Class<? extends ClientAnswer> answerType(ClientOperation operation, JsonNode answer) {
        return switch (operation) {
            case ClientOperation.Transfer _, ClientOperation.Deposit _ -> ClientAnswer.Done.class;
            case ClientOperation.Place _, ClientOperation.Amend _, ClientOperation.Cancel _ ->
                answer.has("status") ? ClientAnswer.OrderSeen.class : ClientAnswer.Done.class;
            case ClientOperation.Read read ->
                switch (read.of()) {
                    case ORDER -> ClientAnswer.OrderSeen.class;
                    case BALANCES -> ClientAnswer.Balances.class;
                    case ORDERS -> ClientAnswer.Orders.class;
                    case FILLS -> ClientAnswer.Fills.class;
                    case LIFE -> ClientAnswer.Life.class;
                    case MOVES -> ClientAnswer.Moves.class;
                    case LEDGER -> ClientAnswer.Ledger.class;
                };
        };
    }
}

package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One operation of docs/api/openapi.yaml, as an attacker sees it: so a new operation is attacked too.
 *
 * @param pathParameters names in the path
 * @param queryParameters names behind it
 * @param fields fields of the body: those of its schema, with "[]" behind the name of a list
 * @param example a good body, or null if there is none
 * @param weight as how many requests it counts
 * @param bodyBytesMax longest body; 0 if it takes none
 * @param isCancel true if it only takes risk away
 */
record Operation(
        String method,
        String path,
        List<String> pathParameters,
        List<String> queryParameters,
        List<String> fields,
        @Nullable ObjectNode example,
        int weight,
        int bodyBytesMax,
        boolean isCancel) {

    /** Where the document says nothing else. */
    private static final int BODY_BYTES = 8_192;

    private static final ObjectMapper JSON = new ObjectMapper();

    String name() {
        return method + " " + path;
    }

    boolean hasBody() {
        return example != null;
    }

    /** A copy of the good body. */
    ObjectNode body() {
        ObjectNode good = example;
        return good == null ? JSON.createObjectNode() : good.deepCopy();
    }

    /** Its path with good values. */
    String target() {
        return target("", "");
    }

    /** Its path with good values, but for one. */
    String target(String name, String payload) {
        String target = path;
        for (String parameter : pathParameters) {
            String good =
                    switch (parameter) {
                        case "symbol" -> "BTC-USDT";
                        case "currency" -> "BTC";
                        case "tenantId" -> "default";
                        case "view" -> "trading";
                        case "kind" -> "withdrawal";
                        default -> "999999";
                    };
            target = target.replace("{" + parameter + "}", parameter.equals(name) ? Attacker.encoded(payload) : good);
        }
        return target;
    }

    /** The good body with a text in one of the schema's own fields. */
    ObjectNode bodyWith(String field, String text) {
        ObjectNode body = body();
        if (field.endsWith("[]")) {
            body.putArray(field.substring(0, field.length() - 2)).add(text);
        } else {
            body.put(field, text);
        }
        return body;
    }

    /**
     * The good body with one value that no field allows, for each value at any depth: a text of 3,000 letters, the
     * largest number, a list of 1,001, an object with a field that it does not name.
     */
    Stream<ObjectNode> bodiesBeyondBounds() {
        return Stream.of(
                        changed(JsonNode::isTextual, _ -> TextNode.valueOf("A".repeat(3_000))),
                        changed(JsonNode::isNumber, _ -> LongNode.valueOf(Long.MAX_VALUE)),
                        changed(JsonNode::isArray, list -> ((ArrayNode) list)
                                .addAll(Collections.nCopies(1_001, first(list)))),
                        changed(JsonNode::isObject, object -> ((ObjectNode) object).put("no_such_field", "1")))
                .flatMap(List::stream);
    }

    private static JsonNode first(JsonNode list) {
        return list.isEmpty() ? TextNode.valueOf("A") : list.get(0);
    }

    private List<ObjectNode> changed(Predicate<JsonNode> which, UnaryOperator<JsonNode> change) {
        List<ObjectNode> bodies = new ArrayList<>();
        int at = 0;
        while (true) {
            Deque<Integer> left = new ArrayDeque<>(List.of(at++));
            JsonNode body = changed(body(), which, change, left);
            if (!left.isEmpty()) {
                return bodies;
            }
            bodies.add((ObjectNode) body);
        }
    }

    /** @param left number of nodes to leave as they are before the one to change; empty once it is changed */
    private static JsonNode changed(
            JsonNode node, Predicate<JsonNode> which, UnaryOperator<JsonNode> change, Deque<Integer> left) {
        if (!left.isEmpty() && which.test(node)) {
            int more = left.pop();
            if (more == 0) {
                return change.apply(node);
            }
            left.push(more - 1);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(changed(each.getValue(), which, change, left)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), which, change, left));
            }
        }
        return node;
    }

    /** Parsed once in a JVM: resolving the whole document takes seconds of a core. */
    private static final class Parsed {
        static final List<Operation> ALL = List.copyOf(parse());
    }

    /** Every operation of the document but the WebSocket. */
    static List<Operation> all() {
        return Parsed.ALL;
    }

    private static List<Operation> parse() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        OpenAPI document = new OpenAPIV3Parser()
                .readContents(Contract.document(), List.of(), options)
                .getOpenAPI();
        List<Operation> all = new ArrayList<>();
        new TreeMap<>(document.getPaths())
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (!path.startsWith("/ws/")) {
                        List<Parameter> parameters = Stream.of(item.getParameters(), operation.getParameters())
                                .flatMap(each -> each == null ? Stream.empty() : each.stream())
                                .toList();
                        Optional<MediaType> body = Optional.ofNullable(operation.getRequestBody())
                                .map(request -> request.getContent().get("application/json"));
                        all.add(new Operation(
                                method.name(),
                                path,
                                named(parameters, "path"),
                                named(parameters, "query"),
                                body.map(media -> fieldsOf(media.getSchema())).orElse(List.of()),
                                body.map(Operation::exampleOf).orElse(null),
                                numberOf(operation.getExtensions(), "x-weight", 1),
                                operation.getRequestBody() != null
                                        ? numberOf(operation.getExtensions(), "x-body-max-bytes", BODY_BYTES)
                                        : 0,
                                operation.getExtensions() != null
                                        && operation.getExtensions().containsKey("x-cancels")));
                    }
                }));
        return all;
    }

    private static List<String> named(List<Parameter> parameters, String in) {
        return parameters.stream()
                .filter(parameter -> in.equals(parameter.getIn()))
                .map(Parameter::getName)
                .distinct()
                .toList();
    }

    private static int numberOf(@Nullable Map<String, Object> extensions, String name, int otherwise) {
        return extensions == null ? otherwise : (int) extensions.getOrDefault(name, otherwise);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the parser's model is
    private static List<String> fieldsOf(Schema schema) {
        List<String> fields = new ArrayList<>();
        Map<String, Schema> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        properties.forEach((name, type) -> fields.add("array".equals(type.getType()) ? name + "[]" : name));
        for (Collection<Schema> parts : List.of(orNone(schema.getAllOf()), orNone(schema.getOneOf()))) {
            parts.forEach(part -> fields.addAll(fieldsOf(part)));
        }
        return fields.stream().distinct().toList();
    }

    @SuppressWarnings("rawtypes")
    private static List<Schema> orNone(@Nullable List<Schema> parts) {
        return parts == null ? List.of() : parts;
    }

    private static ObjectNode exampleOf(MediaType media) {
        @Nullable Object example = media.getExample();
        if (example == null && media.getExamples() != null) {
            example = media.getExamples().values().stream()
                    .map(Example::getValue)
                    .findFirst()
                    .orElse(null);
        }
        JsonNode node = example == null ? JSON.createObjectNode() : JSON.valueToTree(example);
        return node instanceof ObjectNode object ? object : JSON.createObjectNode();
    }
}

package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One operation of docs/api/openapi.yaml, as somebody sees it who wants to attack it: so whatever is served next is
 * attacked too.
 *
 * @param pathParameters names in the path
 * @param queryParameters names behind it
 * @param fields of the body: those of its schema, with "[]" behind the name of a list
 * @param example a good body, or null if there is none
 * @param weight as how many requests it counts
 * @param bodyBytesMax longest body; 0 if it takes none
 * @param isCancel whether it only takes risk away
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
                                body.isPresent()
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

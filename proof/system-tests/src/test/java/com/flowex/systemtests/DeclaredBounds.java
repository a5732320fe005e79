package com.flowex.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The request bodies of docs/api/openapi.yaml, read for fields that declare no bound, at every depth. */
final class DeclaredBounds {

    private static final JsonNode DOCUMENT = document();

    /** Formats whose texts have a greatest length. */
    private static final Set<String> BOUNDED_FORMATS = Set.of("date", "date-time", "uuid", "ipv4", "ipv6");

    /** A pattern for a whole text in which nothing repeats without an end. */
    private static final Pattern BOUNDED_PATTERN = Pattern.compile("\\^(?:[^*+{\\[]|\\{\\d+(?:,\\d+)?}|\\[[^]]*])*\\$");

    private final Set<String> missing = new TreeSet<>();

    private DeclaredBounds() {}

    private static JsonNode document() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Contract.document());
        } catch (JsonProcessingException e) {
            throw new AssertionError("the document cannot be read", e);
        }
    }

    /** Returns the fields without a bound, each with the operation or schema it is in and with what is missing. */
    static Set<String> missing() {
        DeclaredBounds bounds = new DeclaredBounds();
        DOCUMENT.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> resolve(operation.getValue().path("requestBody"))
                        .path("content")
                        .forEach(media -> bounds.read(
                                operation.getKey() + " " + path.getKey(), media.path("schema"), Set.of()))));
        return bounds.missing;
    }

    private static JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolve(DOCUMENT.at(reference.substring(1)));
    }

    /** @param within the schemas that lead here by name: one that holds itself is read once */
    private void read(String where, JsonNode schema, Set<String> within) {
        String reference = schema.path("$ref").asText();
        if (reference.isEmpty()) {
            readHere(where, schema, within);
        } else if (!within.contains(reference)) {
            Set<String> deeper = new TreeSet<>(within);
            deeper.add(reference);
            read(reference.substring(reference.lastIndexOf('/') + 1), DOCUMENT.at(reference.substring(1)), deeper);
        }
    }

    private void readHere(String where, JsonNode schema, Set<String> within) {
        for (String parts : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(parts).forEach(part -> read(where, part, within));
        }
        switch (schema.path("type").asText()) {
            case "string" -> require(where, isBoundedText(schema), "maxLength, enum, or a pattern with an end");
            case "array" -> require(where, schema.has("maxItems"), "maxItems");
            case "integer", "number" ->
                require(
                        where,
                        schema.has("enum") || schema.has("minimum") && schema.has("maximum"),
                        "minimum, maximum");
            case "object" -> require(where, isBoundedObject(schema), "additionalProperties: false, or maxProperties");
            case "boolean" -> {
                // It has two values.
            }
            default -> require(where, schema.has("allOf") || schema.has("oneOf") || schema.has("anyOf"), "a type");
        }
        schema.path("properties")
                .properties()
                .forEach(field -> read(where + "." + field.getKey(), field.getValue(), within));
        if (schema.has("items")) {
            read(where + "[]", schema.path("items"), within);
        }
        if (schema.path("additionalProperties").isObject()) {
            read(where + ".*", schema.path("additionalProperties"), within);
        }
    }

    private static boolean isBoundedText(JsonNode schema) {
        return schema.has("maxLength")
                || schema.has("enum")
                || BOUNDED_FORMATS.contains(schema.path("format").asText())
                || BOUNDED_PATTERN.matcher(schema.path("pattern").asText()).matches();
    }

    private static boolean isBoundedObject(JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        return schema.has("maxProperties") || others.isBoolean() && !others.booleanValue();
    }

    private void require(String where, boolean isThere, String bound) {
        if (!isThere) {
            missing.add(where + ": " + bound);
        }
    }
}

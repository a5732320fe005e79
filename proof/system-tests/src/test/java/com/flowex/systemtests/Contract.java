package com.flowex.systemtests;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** docs/api/openapi.yaml as a judge: every answer that a system test sees has to keep to it. */
final class Contract {

    private static final String RESOURCE = "/com/flowex/access/docs/openapi.yaml";
    private static final String DOCUMENT = document();
    /** Keys of a path that are methods. */
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static final JsonNode TREE = StreamContract.read(DOCUMENT);

    private static final ConcurrentMap<Set<String>, OpenApiInteractionValidator> JUDGES = new ConcurrentHashMap<>();

    /** Operations, "GET /api/trading/orders/{id}", by what their paths look like. */
    private static final Map<String, Pattern> OPERATIONS = operationPatterns();

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    /** Answers of one operation, status and form that are judged; with {@code flowex.full} all of them are. */
    private static final int ALIKE_MAX = Boolean.getBoolean("flowex.full") ? Integer.MAX_VALUE : 1;

    /** Fields of which two answers with other values are not alike. */
    private static final Set<String> WORDS = Set.of("code", "kind", "reason", "side", "state", "status", "type");

    private static final ConcurrentMap<String, Integer> ALIKE = new ConcurrentHashMap<>();

    private Contract() {}

    /** The document as it is served. */
    static String document() {
        try (@Nullable InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new AssertionError(RESOURCE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Pattern> operationPatterns() {
        Map<String, Pattern> patterns = new TreeMap<>();
        forEachOperation((name, _) -> patterns.put(name, Pattern.compile(name.replaceAll("\\{[^}]+}", "[^/]+"))));
        return patterns;
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> each) {
        TREE.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        each.accept(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue());
                    }
                }));
    }

    /** Every operation of the document. */
    static Set<String> operations() {
        return new TreeSet<>(OPERATIONS.keySet());
    }

    /** Callers who may use each operation, as the document says: "public", "caller", or a permission. */
    static Map<String, String> access() {
        Map<String, String> access = new TreeMap<>();
        forEachOperation((name, operation) -> access.put(name, accessOf(operation)));
        return access;
    }

    private static String accessOf(JsonNode operation) {
        JsonNode security = operation.path("security");
        return security.isArray() && security.isEmpty()
                ? "public"
                : operation.path("x-permission").asText("caller");
    }

    /** The operations of which a good answer, or one that says "not yet", has been judged in this process. */
    static Set<String> seen() {
        return new TreeSet<>(SEEN);
    }

    /** @throws AssertionError naming everything in which the answer departs from the document */
    static void check(String method, String path, HttpApi.Answer answer) {
        String route = path.replaceFirst("\\?.*", "");
        Set<String> operations = operationsOf(method + " " + route);
        if (operations.isEmpty()) {
            // No route: 404 or 405, of which a document cannot speak.
            return;
        }
        if (answer.status() / 100 == 2 || answer.status() == 501) {
            SEEN.addAll(operations);
        }
        String form = operations + " " + answer.status() + " " + formOf(answer);
        if (ALIKE.merge(form, 1, Integer::sum) <= ALIKE_MAX) {
            judge(JUDGES.computeIfAbsent(operations, Contract::judgeOf), method, path, answer);
        }
    }

    private static void judge(OpenApiInteractionValidator judge, String method, String path, HttpApi.Answer answer) {
        String route = path.replaceFirst("\\?.*", "");
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.headers().forEach(response::withHeader);
        if (!answer.text().isEmpty()) {
            response.withBody(answer.text());
        }
        ValidationReport report = judge.validateResponse(route, Request.Method.valueOf(method), response.build());
        if (report.hasErrors()) {
            throw new AssertionError(method + " " + path + " answered " + answer.status() + " " + answer.text() + ": "
                    + report.getMessages().stream()
                            .map(ValidationReport.Message::getMessage)
                            .collect(Collectors.joining("; ")));
        }
    }

    /** By the part of the document that these operations need: for each schema, the library copies all that there are. */
    private static OpenApiInteractionValidator judgeOf(Set<String> operations) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        for (String key : Set.of("openapi", "servers", "security")) {
            part.set(key, TREE.path(key));
        }
        part.putObject("info").put("title", "a part").put("version", "1");
        ObjectNode paths = part.putObject("paths");
        for (String operation : operations) {
            String path = operation.replaceFirst(".* ", "");
            String method = operation.replaceFirst(" .*", "").toLowerCase(Locale.ROOT);
            ObjectNode item = paths.has(path) ? (ObjectNode) paths.path(path) : paths.putObject(path);
            TREE.path("paths").path(path).properties().stream()
                    .filter(each -> each.getKey().equals(method) || !METHODS.contains(each.getKey()))
                    .forEach(each -> item.set(each.getKey(), each.getValue()));
        }
        ObjectNode components = part.putObject("components");
        components.set("securitySchemes", TREE.at("/components/securitySchemes"));
        addReferenced(paths, components);
        return OpenApiInteractionValidator.createForInlineApiSpecification(part.toString())
                .build();
    }

    private static void addReferenced(JsonNode node, ObjectNode components) {
        for (String reference : new TreeSet<>(node.findValuesAsText("$ref"))) {
            String[] names = reference.split("/", -1);
            ObjectNode kind =
                    components.has(names[2]) ? (ObjectNode) components.path(names[2]) : components.putObject(names[2]);
            if (!kind.has(names[3])) {
                JsonNode referenced = TREE.path("components").path(names[2]).path(names[3]);
                kind.set(names[3], referenced);
                addReferenced(referenced, components);
            }
        }
    }

    /** Names and types of an answer's fields, without its values but for {@link #WORDS}, and what kind of content it is. */
    private static String formOf(HttpApi.Answer answer) {
        String type = answer.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return type.contains("json")
                ? type + formOf(answer.body())
                : type + answer.text().isEmpty();
    }

    private static String formOf(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(field -> field.getKey() + (isWord(field) ? field.getValue() : formOf(field.getValue())))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(Contract::formOf)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",", "[", "]"))
                : node.getNodeType().toString();
    }

    /** True if a field's value is one of the few words that the document lists. */
    private static boolean isWord(Map.Entry<String, JsonNode> field) {
        return field.getValue().isTextual() && WORDS.contains(field.getKey());
    }

    private static Set<String> operationsOf(String call) {
        if (OPERATIONS.containsKey(call)) {
            return Set.of(call);
        }
        return OPERATIONS.entrySet().stream()
                .filter(operation -> operation.getValue().matcher(call).matches())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}

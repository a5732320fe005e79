package com.flowex.systemtests;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** docs/api/openapi.yaml as a judge: every answer that a system test sees has to keep to it. */
final class Contract {

    private static final String RESOURCE = "/com/flowex/access/docs/openapi.yaml";
    private static final String DOCUMENT = document();
    private static final OpenApiInteractionValidator JUDGE =
            OpenApiInteractionValidator.createForInlineApiSpecification(DOCUMENT)
                    .build();

    /** Operations, "GET /api/trading/orders/{id}", by what their paths look like. */
    private static final Map<String, Pattern> OPERATIONS = operationPatterns();

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

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
        Map<String, PathItem> paths =
                new OpenAPIV3Parser().readContents(DOCUMENT).getOpenAPI().getPaths();
        paths.forEach((path, item) -> item.readOperationsMap()
                .keySet()
                .forEach(method -> patterns.put(
                        method + " " + path, Pattern.compile(method + " " + path.replaceAll("\\{[^}]+}", "[^/]+")))));
        return patterns;
    }

    /** Every operation of the document. */
    static Set<String> operations() {
        return new TreeSet<>(OPERATIONS.keySet());
    }

    /** Who may use each operation, as the document says: "public", "caller", or a permission. */
    static Map<String, String> access() {
        Map<String, String> access = new TreeMap<>();
        new OpenAPIV3Parser()
                .readContents(DOCUMENT)
                .getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> access.put(method + " " + path, accessOf(operation))));
        return access;
    }

    private static String accessOf(Operation operation) {
        if (operation.getSecurity() != null && operation.getSecurity().isEmpty()) {
            return "public";
        }
        Map<String, Object> extensions = operation.getExtensions();
        return extensions == null
                ? "caller"
                : extensions.getOrDefault("x-permission", "caller").toString();
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
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.headers().forEach(response::withHeader);
        if (!answer.text().isEmpty()) {
            response.withBody(answer.text());
        }
        ValidationReport report = JUDGE.validateResponse(route, Request.Method.valueOf(method), response.build());
        if (report.hasErrors()) {
            throw new AssertionError(method + " " + path + " answered " + answer.status() + " " + answer.text() + ": "
                    + report.getMessages().stream()
                            .map(ValidationReport.Message::getMessage)
                            .collect(Collectors.joining("; ")));
        }
        if (answer.status() / 100 == 2 || answer.status() == 501) {
            SEEN.addAll(operations);
        }
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

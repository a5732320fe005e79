package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.flowex.testsupport.Repository;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.ProcessingReport;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** docs/api/asyncapi.yaml as a judge: every message of a stream that a system test sees has to keep to it. */
final class StreamContract {

    private static final JsonNode DOCUMENT = document("asyncapi.yaml");
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private StreamContract() {}

    /** A document of docs/api. */
    static JsonNode document(String name) {
        try {
            return read(Files.readString(Repository.file("docs/api").resolve(name)));
        } catch (IOException e) {
            throw new AssertionError("docs/api/" + name + " cannot be read", e);
        }
    }

    /** A document in YAML. */
    static JsonNode read(String document) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(document);
        } catch (IOException e) {
            throw new AssertionError("no document", e);
        }
    }

    /** The messages that are sent over a path, by their {@code type}; what clients send is by their {@code op}. */
    static Map<String, JsonNode> messages(String address, String action) {
        Map<String, JsonNode> messages = new TreeMap<>();
        DOCUMENT.path("operations").forEach(operation -> {
            JsonNode channel = resolve(operation.path("channel"));
            if (operation.path("action").asText().equals(action)
                    && channel.path("address").asText().equals(address)) {
                operation.path("messages").forEach(message -> {
                    JsonNode resolved = resolve(resolve(message));
                    messages.put(nameOf(resolve(resolved.path("payload"))), resolved);
                });
            }
        });
        return messages;
    }

    private static String nameOf(JsonNode schema) {
        String key = schema.at("/properties/type/enum/0").asText();
        return key.isEmpty() ? schema.at("/properties/op/enum/0").asText() : key;
    }

    /** @throws AssertionError if the document knows no such message or the message departs from it */
    static void check(String address, JsonNode message) {
        String type = message.path("type").asText();
        JsonNode known = messages(address, "send").get(type);
        if (known == null) {
            throw new AssertionError(address + " sent what asyncapi.yaml does not know: " + message);
        }
        judge(DOCUMENT, known.path("payload").path("$ref").asText(), message);
        SEEN.add(address + " " + type);
    }

    /** The types of a path of which no message has been judged in this process. */
    static Set<String> unseen(String address) {
        Set<String> unseen = new TreeSet<>(messages(address, "send").keySet());
        unseen.removeIf(type -> SEEN.contains(address + " " + type));
        return unseen;
    }

    /** Every example has to be what its own message may be. */
    static void checkExamples() {
        DOCUMENT.at("/components/messages").forEach(message -> message.path("examples")
                .forEach(example ->
                        judge(DOCUMENT, message.path("payload").path("$ref").asText(), example.path("payload"))));
    }

    /** @throws AssertionError if a message is not what a schema of a document says */
    static void judge(JsonNode document, String schema, JsonNode message) {
        try {
            ProcessingReport report = JsonSchemaFactory.byDefault()
                    .getJsonSchema(document, schema.substring(1))
                    .validate(message);
            if (!report.isSuccess()) {
                throw new AssertionError(message + " is no " + schema + ": " + report);
            }
        } catch (ProcessingException e) {
            throw new AssertionError("schema " + schema, e);
        }
    }

    private static JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }
}

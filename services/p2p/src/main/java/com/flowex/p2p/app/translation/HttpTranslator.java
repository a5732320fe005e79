package com.flowex.p2p.app.translation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.platform.outbound.BoundedCall;
import com.flowex.platform.outbound.BoundedCall.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Client of an endpoint with LibreTranslate's interface. It follows no redirect, contacts the endpoint's host alone and
 * at public addresses alone unless it is this machine, and bounds an answer as a whole. Nothing but the text, the target
 * language and the key is sent.
 */
final class HttpTranslator implements Translator {

    private static final int BYTES_MAX = 64 * 1024;
    private static final int TEXT_MAX = 5_000;
    private static final int OK = 200;
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,2}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    private final TranslationSettings.Endpoint endpoint;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /** @param timeout time for an answer as a whole */
    HttpTranslator(TranslationSettings.Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Result translate(String text, String language) {
        if (!endpoint.hosts().isPublic(endpoint.address())) {
            return new Result.Failed("its host has no public address");
        }
        return switch (BoundedCall.send(http, request(text, language), timeout, BYTES_MAX)) {
            case Answer.Given(int status, String body) ->
                status == OK ? translated(body) : new Result.Failed("status " + status);
            case Answer.TooLong() -> new Result.Failed("an answer that is too long");
            case Answer.NotConnected() -> new Result.Failed("no connection");
            case Answer.None(String why) -> new Result.Failed(why);
        };
    }

    private HttpRequest request(String text, String language) {
        ObjectNode body = json.createObjectNode()
                .put("q", text)
                .put("source", "auto")
                .put("target", language)
                .put("format", "text");
        if (!endpoint.key().isEmpty()) {
            body.put("api_key", endpoint.key());
        }
        return HttpRequest.newBuilder(endpoint.address())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    private Result translated(String body) {
        try {
            JsonNode answer = Objects.requireNonNullElse(json.readTree(body), MissingNode.getInstance());
            JsonNode text = answer.path("translatedText");
            if (!text.isTextual()
                    || text.textValue().isBlank()
                    || text.textValue().length() > TEXT_MAX) {
                return new Result.Failed("an answer without a translation");
            }
            String from = answer.path("detectedLanguage").path("language").asText("");
            return new Result.Done(
                    CONTROL.matcher(text.textValue()).replaceAll(""),
                    LANGUAGE.matcher(from).matches() ? from : "");
        } catch (JacksonException e) {
            return new Result.Failed("an answer that is no JSON");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

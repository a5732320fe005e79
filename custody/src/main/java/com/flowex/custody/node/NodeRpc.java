package com.flowex.custody.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.ChainException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * JSON-RPC over HTTP. An answer that does not fit the call is a {@link ChainException}; an error that the node names is
 * its refusal.
 */
public final class NodeRpc implements AutoCloseable {

    /**
     * Room for a block of 4 MB in hexadecimal digits, or one of Ethereum with its receipts; an honest answer is not
     * longer.
     */
    private static final int ANSWER_BYTES_MAX = 32 << 20;

    private static final int WORDS_MAX = 300;

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final AtomicLong numbers = new AtomicLong();
    private final HttpClient http;
    private final String name;
    private final URI url;
    private final String authorization;
    private final Duration timeout;

    /**
     * @param name name of the network, for error messages
     * @param url URL, with {@code user:password@} where the node wants them
     * @param timeout time-out of a whole call, its answer included
     */
    public NodeRpc(String name, URI url, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
        String user = url.getUserInfo();
        this.authorization = user == null
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.url = user == null ? url : URI.create(url.toString().replace(url.getRawUserInfo() + "@", ""));
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Calls a method.
     *
     * @return the result; JSON's null where the node knows nothing
     * @throws NodeRefusalException if the node answers an error
     */
    public JsonNode call(String method, Object... parameters) {
        long id = numbers.incrementAndGet();
        JsonNode answer = read(method, post(method, body(id, method, parameters)));
        if (answer.path("id").asLong() != id) {
            throw lie(method, "its answer is to another question");
        }
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            String why = error.path("message").asText("no reason");
            throw new NodeRefusalException(
                    error.path("code").asInt(), why.substring(0, Math.min(WORDS_MAX, why.length())));
        }
        if (!answer.has("result")) {
            throw lie(method, "its answer has no result");
        }
        return answer.get("result");
    }

    /**
     * Runs a call that every node answers; a refusal counts as no answer.
     *
     * @throws ChainException if it refuses
     */
    public <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (NodeRefusalException e) {
            throw lie("a question", e.why());
        }
    }

    /**
     * Sends a transaction. A node refuses one that it has already, so before a refusal counts, the node is asked
     * whether it has it.
     *
     * @param handIn sends the transaction and returns the node's hash
     * @param isKnown returns true if the node has it
     */
    public BroadcastResult send(Signed signed, Supplier<String> handIn, BooleanSupplier isKnown) {
        try {
            if (!handIn.get().equals(signed.transaction())) {
                throw lie("a transaction", "another one");
            }
            return new BroadcastResult.Accepted();
        } catch (NodeRefusalException e) {
            return answered(isKnown::getAsBoolean)
                    ? new BroadcastResult.Accepted()
                    : new BroadcastResult.Refused(e.why());
        }
    }

    /** Returns the exception for an impossible answer. */
    public ChainException lie(String method, String why) {
        return new ChainException("the node of " + name + " answers " + method + " with what cannot be: " + why);
    }

    private byte[] body(long id, String method, Object[] parameters) {
        try {
            return json.writeValueAsBytes(
                    Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", List.of(parameters)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters of " + method + " are JSON", e);
        }
    }

    private byte[] post(String method, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        var waiting = http.sendAsync(request.build(), head -> new BoundedBodySubscriber(ANSWER_BYTES_MAX));
        try {
            HttpResponse<byte[]> answer = waiting.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new ChainException("the node of " + name + " does not let us in: " + answer.statusCode());
            }
            return answer.body();
        } catch (TimeoutException e) {
            waiting.cancel(true);
            throw new ChainException(
                    "the node of " + name + " did not answer " + method + " within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new ChainException("the node of " + name + " cannot be asked " + method + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            waiting.cancel(true);
            Thread.currentThread().interrupt();
            throw new ChainException("stopped while asking the node of " + name, e);
        }
    }

    private JsonNode read(String method, byte[] answer) {
        try {
            JsonNode read = json.readTree(answer);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            throw new ChainException("the node of " + name + " answers " + method + " with what is no JSON", e);
        }
        throw lie(method, "no object");
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}

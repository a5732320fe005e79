package com.flowex.platform.outbound;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Call over HTTP whose answer is bounded as a whole, in length and in time. */
public final class BoundedCall {

    private BoundedCall() {}

    /** Outcome of a call. */
    public sealed interface Answer {
        record Given(int status, String body) implements Answer {}

        /** The answer is longer than the bound. */
        record TooLong() implements Answer {}

        /** There was no connection, so nothing was sent. */
        record NotConnected() implements Answer {}

        /**
         * There is no whole answer; the request may have had its effect.
         *
         * @param why reason, in words for an operator
         */
        record None(String why) implements Answer {}
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param timeout time for the call as a whole
     * @param bytesMax length of an answer
     */
    public static Answer send(HttpClient http, HttpRequest request, Duration timeout, int bytesMax) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
        try {
            HttpResponse<byte[]> answer = sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer.Given(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.None("no answer in time");
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.None("interrupted");
        } catch (ExecutionException e) {
            return broken(e.getCause());
        }
    }

    private static Answer broken(@Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new Answer.NotConnected();
        }
        return String.valueOf(cause).contains("capacity") ? new Answer.TooLong() : new Answer.None("a broken answer");
    }
}

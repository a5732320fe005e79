package com.flowex.identity.app.push;

import com.flowex.identity.store.push.PushTarget;
import com.flowex.identity.store.push.VapidKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Client of push services (RFC 8030). It reads only the status of their answers, and {@code Retry-After}. */
final class PushSender implements AutoCloseable {

    /** Age at which a message is out of date. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final PushCipher cipher = new PushCipher();
    private final PushSettings settings;
    private final InstantSource clock;

    PushSender(PushSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Result of sending a message. */
    sealed interface Result {
        /** Message that the push service has accepted. */
        record Accepted() implements Result {}

        /** The subscription of the browser no longer exists. */
        record Unsubscribed() implements Result {}

        /**
         * Temporary refusal.
         *
         * @param after pause that the push service asks for; zero if it does not say
         */
        record Later(String why, Duration after) implements Result {}

        /** Permanent refusal of our messages. */
        record Refused(String why) implements Result {}
    }

    /** Message being sent. */
    static final class Sending {

        private final CompletableFuture<HttpResponse<Void>> answer;
        private final long deadline = System.nanoTime() + TIMEOUT.toNanos();

        private Sending(CompletableFuture<HttpResponse<Void>> answer) {
            this.answer = answer;
        }

        /** Waits for the result, ten seconds in all. */
        Result await() throws InterruptedException {
            try {
                HttpResponse<Void> response =
                        answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return result(response.statusCode(), response.headers().firstValue("Retry-After"));
            } catch (TimeoutException e) {
                answer.cancel(true);
                return new Result.Later("no answer within " + TIMEOUT.toSeconds() + " s", Duration.ZERO);
            } catch (ExecutionException e) {
                return new Result.Later(String.valueOf(e.getCause()), Duration.ZERO);
            }
        }
    }

    /** Starts to send a message; a failure shows in {@link Sending#await}. */
    Sending send(PushTarget target, VapidKey key, byte[] message) {
        URI endpoint = target.endpoint();
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("TTL", Long.toString(KEPT.toSeconds()))
                .header("Urgency", "high")
                .header("Content-Encoding", "aes128gcm")
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", key.authorization(endpoint, settings.contact(), clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(cipher.seal(message, target)))
                .build();
        return new Sending(http.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
    }

    /** Returns true if the target may be contacted now: the settings may have changed since the browser subscribed. */
    boolean mayReach(PushTarget target) {
        return settings.hosts().allow(target.endpoint()) && settings.hosts().isPublic(target.endpoint());
    }

    private static Result result(int status, Optional<String> retryAfter) {
        return switch (status) {
            case 200, 201, 202, 204 -> new Result.Accepted();
            case 404, 410 -> new Result.Unsubscribed();
            case 408, 425, 429 -> new Result.Later("status " + status, seconds(retryAfter));
            default ->
                status >= 500
                        ? new Result.Later("status " + status, seconds(retryAfter))
                        : new Result.Refused("status " + status);
        };
    }

    /** Returns the pause in seconds; a date is ignored, because no push service sends one. */
    private static Duration seconds(Optional<String> retryAfter) {
        return retryAfter
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(requested -> requested.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : requested)
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

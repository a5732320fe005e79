package com.flowex.identity.push;

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

/** Hands messages to push services (RFC 8030). What they answer beside the status is not read. */
final class PushSender implements AutoCloseable {

    /** What was not told for so long is old news. */
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

    /** What became of a message. */
    sealed interface Result {
        /** The push service has it. */
        record Taken() implements Result {}

        /** There is no such browser any more. */
        record Gone() implements Result {}

        /**
         * Not now.
         *
         * @param after how long the push service asks to be left alone; zero if it does not say
         */
        record Later(String why, Duration after) implements Result {}

        /** It takes no message of ours. */
        record Refused(String why) implements Result {}
    }

    /** A message under way. */
    static final class Sending {

        private final CompletableFuture<HttpResponse<Void>> answer;
        private final long deadline = System.nanoTime() + TIMEOUT.toNanos();

        private Sending(CompletableFuture<HttpResponse<Void>> answer) {
            this.answer = answer;
        }

        /** Waits for what becomes of it, ten seconds in all. */
        Result await() throws InterruptedException {
            try {
                HttpResponse<Void> said = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return result(said.statusCode(), said.headers().firstValue("Retry-After"));
            } catch (TimeoutException e) {
                answer.cancel(true);
                return new Result.Later("no answer within " + TIMEOUT.toSeconds() + " s", Duration.ZERO);
            } catch (ExecutionException e) {
                return new Result.Later(String.valueOf(e.getCause()), Duration.ZERO);
            }
        }
    }

    /** Begins to send; whatever is wrong shows where it is waited for. */
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

    /** Whether it may be written to now: the settings may be others than when the browser came. */
    boolean mayReach(PushTarget target) {
        return settings.hosts().allow(target.endpoint()) && settings.hosts().isPublic(target.endpoint());
    }

    private static Result result(int status, Optional<String> retryAfter) {
        return switch (status) {
            case 200, 201, 202, 204 -> new Result.Taken();
            case 404, 410 -> new Result.Gone();
            case 408, 425, 429 -> new Result.Later("status " + status, seconds(retryAfter));
            default ->
                status >= 500
                        ? new Result.Later("status " + status, seconds(retryAfter))
                        : new Result.Refused("status " + status);
        };
    }

    /** A date is as good as nothing: no push service sends one. */
    private static Duration seconds(Optional<String> retryAfter) {
        return retryAfter
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : asked)
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

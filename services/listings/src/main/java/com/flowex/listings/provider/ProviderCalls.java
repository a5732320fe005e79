package com.flowex.listings.provider;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** HTTP calls to one provider, with a rate limiter, retries and a circuit breaker. */
public final class ProviderCalls {

    private static final int BYTES_MAX = 16 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TURN_WAIT = Duration.ofMinutes(5);
    private static final long RETRY_AFTER_SECONDS_MAX = 120;
    private static final int WINDOW = 10;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /**
     * An answer.
     *
     * @param validator its ETag; empty if it has none
     */
    public record HttpAnswer(String body, String validator, boolean isUnchanged) {}

    private final String name;
    private final URI base;
    private final Map<String, String> headers;
    private final CallLimits limits;
    private final HttpClient client;
    private final RateLimiter rate;
    private final CircuitBreaker breaker;
    private final Retry retry;

    public ProviderCalls(String name, URI base, Map<String, String> headers, CallLimits limits) {
        this.name = name;
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.rate = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofMinutes(1).dividedBy(limits.perMinute()))
                        .timeoutDuration(TURN_WAIT)
                        .build());
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(WINDOW)
                        .waitDurationInOpenState(limits.rest())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(fault ->
                                fault instanceof ProviderException transientFault && transientFault.isWorthTrying())
                        .build());
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(limits.attempts())
                        .intervalBiFunction(
                                (attempt, outcome) -> pause(attempt, outcome.isLeft() ? outcome.getLeft() : null))
                        .retryOnException(fault ->
                                fault instanceof ProviderException transientFault && transientFault.isWorthTrying())
                        .build());
    }

    private long pause(int attempt, @Nullable Throwable fault) {
        long own = IntervalFunction.ofExponentialRandomBackoff(limits.pause().toMillis(), 2.0, 0.3)
                .apply(attempt);
        return fault instanceof ProviderException exception ? Math.max(own, exception.retryAfterMillis()) : own;
    }

    /** Returns the state of the circuit breaker: "closed", "open" or "half_open". */
    String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Calls the provider.
     *
     * @param path path with query, relative to the base address
     * @param validator ETag of the previous answer; empty for none
     */
    public HttpAnswer get(String path, String validator) throws InterruptedException {
        Callable<HttpAnswer> once = CircuitBreaker.decorateCallable(breaker, () -> call(path, validator));
        Callable<HttpAnswer> inTurn = RateLimiter.decorateCallable(rate, once);
        try {
            return Retry.decorateCallable(retry, inTurn).call();
        } catch (CallNotPermittedException e) {
            throw new ProviderCircuitOpenException(name, limits.rest());
        } catch (RequestNotPermitted e) {
            Thread.interrupted();
            throw new InterruptedException("asked to end while it waited for its turn at " + name);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpAnswer call(String path, String validator) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(limits.timeout())
                .header("Accept", "application/json")
                .GET();
        headers.forEach(request::header);
        if (!validator.isEmpty()) {
            request.header("If-None-Match", validator);
        }
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return read(path, answer);
        } catch (IOException e) {
            throw ProviderException.transientFault(
                    name + " does not answer " + path + ": " + e.getClass().getSimpleName());
        }
    }

    private HttpAnswer read(String path, HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            int status = answer.statusCode();
            String tag = answer.headers().firstValue("ETag").orElse("");
            if (status == NOT_MODIFIED) {
                return new HttpAnswer("", tag, true);
            }
            if (status != OK) {
                boolean transientFault = status == TOO_MANY || status >= SERVER_ERROR;
                throw new ProviderException(
                        name + " answers " + path + " with " + status,
                        transientFault,
                        transientFault ? retryAfter(answer) : 0);
            }
            byte[] body = in.readNBytes(BYTES_MAX + 1);
            if (body.length > BYTES_MAX) {
                throw ProviderException.lasting(name + " answers " + path + " with more than " + BYTES_MAX + " bytes");
            }
            return new HttpAnswer(new String(body, StandardCharsets.UTF_8), tag, false);
        }
    }

    private static long retryAfter(HttpResponse<?> answer) {
        Optional<String> seconds = answer.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}"));
        return 1_000
                * Math.min(RETRY_AFTER_SECONDS_MAX, seconds.map(Long::parseLong).orElse(0L));
    }
}

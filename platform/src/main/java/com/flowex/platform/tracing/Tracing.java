package com.flowex.platform.tracing;

import com.flowex.platform.logging.PerMinuteLimiter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tracing of some of a process's requests. Spans go to a collector, which may be away; spans that it does not take in
 * time are dropped.
 */
public final class Tracing implements AutoCloseable {

    /** Bounds the traces per minute that clients request. */
    private static final int FORCED_PER_MINUTE = 10_000;

    private static final int WAITING_MAX = 4_096;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ENDING = Duration.ofSeconds(2);
    private static final String NAME = "com.flowex";
    private static final int BILLION = 1_000_000_000;

    private static final TextMapGetter<String> HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String header) {
            return List.of(Trace.HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String header, String key) {
            return key.equals(Trace.HEADER) ? header : null;
        }
    };

    private final Optional<SdkTracerProvider> provider;
    private final Tracer tracer;
    private final double sample;
    private final PerMinuteLimiter limiter = new PerMinuteLimiter(FORCED_PER_MINUTE);
    private final EventSpans afterwards = new EventSpans(this::record);

    private Tracing(Optional<SdkTracerProvider> provider, double sample) {
        this.provider = provider;
        this.sample = sample;
        this.tracer = provider.<TracerProvider>map(own -> own)
                .orElseGet(TracerProvider::noop)
                .get(NAME);
    }

    /** Returns tracing without recording. */
    public static Tracing off() {
        return new Tracing(Optional.empty(), 0);
    }

    /**
     * Opens tracing by the settings.
     *
     * @param service part of FlowEx that the process runs
     * @param environment the profile
     */
    public static Tracing open(TraceSettings settings, String service, String environment) {
        return settings.collector()
                .map(url -> new Tracing(Optional.of(provider(url, service, environment)), settings.sample()))
                .orElseGet(Tracing::off);
    }

    private static SdkTracerProvider provider(URI collector, String service, String environment) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString())
                .setCompression("gzip")
                .setTimeout(TIMEOUT)
                .build();
        return SdkTracerProvider.builder()
                // The decision is made before there is a span: a request that its client did not sample may be sampled
                // here.
                .setSampler(Sampler.alwaysOn())
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", service)
                        .put("deployment.environment.name", environment)
                        .put("process.pid", ProcessHandle.current().pid())
                        .build()))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(WAITING_MAX)
                        .setScheduleDelay(EVERY)
                        .setExporterTimeout(TIMEOUT)
                        .build())
                .build();
    }

    public boolean isOn() {
        return provider.isPresent();
    }

    /**
     * Begins the trace of a request.
     *
     * @param name preliminary name
     * @param header its {@code traceparent}; empty if it has none
     */
    public Trace begin(String name, String header) {
        if (header.isEmpty() && !isOn()) {
            return Trace.NONE;
        }
        SpanContext parent = parent(header);
        if (isOn() && isSampled(parent)) {
            return new Trace(this, started(parent, name, SpanKind.SERVER));
        }
        return parent.isValid() ? new Trace(this, Span.wrap(parent)) : Trace.NONE;
    }

    private boolean isSampled(SpanContext parent) {
        return parent.isSampled() && limiter.tryAcquire()
                || ThreadLocalRandom.current().nextDouble() < sample;
    }

    private static SpanContext parent(String header) {
        if (header.isEmpty()) {
            return SpanContext.getInvalid();
        }
        Context found = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, HEADER);
        return Span.fromContext(found).getSpanContext();
    }

    private Span started(SpanContext parent, String name, SpanKind kind) {
        Context around = parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
        return tracer.spanBuilder(name)
                .setParent(around)
                .setSpanKind(kind)
                .setStartTimestamp(nowNanos(), TimeUnit.NANOSECONDS)
                .startSpan();
    }

    Trace within(SpanContext parent, String name) {
        return new Trace(this, started(parent, name, SpanKind.INTERNAL));
    }

    /** Records a span that is over, by its times. */
    void record(SpanContext parent, String name, long beginNanos, long endNanos) {
        tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(parent)))
                .setStartTimestamp(beginNanos, TimeUnit.NANOSECONDS)
                .startSpan()
                .end(Math.max(beginNanos, endNanos), TimeUnit.NANOSECONDS);
    }

    EventSpans afterwards() {
        return afterwards;
    }

    /**
     * Records that a view shows events or a stream has published them. It costs nothing while tracing is off.
     *
     * @param name name of the view or stream, for example "view trading"
     * @param first number of the first event
     * @param last number of the last event
     * @param tookNanos duration, nanoseconds
     */
    public void seen(String name, long first, long last, long tookNanos) {
        if (isOn()) {
            long now = nowNanos();
            afterwards.seen(new EventSpans.AppliedRange(name, first, last, now - tookNanos, now));
        }
    }

    /** Returns the present time in nanoseconds since 1970, like log time. */
    public static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * BILLION + now.getNano();
    }

    /** Sends the remaining spans, if the collector takes them soon. */
    @Override
    public void close() {
        provider.ifPresent(own -> own.shutdown().join(ENDING.toMillis(), TimeUnit.MILLISECONDS));
    }
}

package com.flowex.ground.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A stretch of a request's way, and what lies within it. Whoever begins one ends it. Where nothing is recorded it is {@link #NONE}, or
 * knows no more than the ids that came with the request, and takes no time.
 */
public final class Trace {

    /** The header that carries it from one process to the next (W3C Trace Context). */
    public static final String HEADER = "traceparent";

    /** Nothing is recorded. */
    public static final Trace NONE = new Trace(Tracing.off(), Span.getInvalid());

    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    private final Tracing tracing;
    private final Span span;

    Trace(Tracing tracing, Span span) {
        this.tracing = tracing;
        this.span = span;
    }

    /** The one that this thread works in. */
    public static Trace current() {
        return CURRENT.isBound() ? CURRENT.get() : NONE;
    }

    /** Whether anybody is told of it. */
    public boolean isRecorded() {
        return span.isRecording();
    }

    /** Whether it has ids: its own, or those that came with the request. */
    public boolean isKnown() {
        return context().isValid();
    }

    public String traceId() {
        return context().getTraceId();
    }

    public String spanId() {
        return context().getSpanId();
    }

    /** As the next process is told. */
    public String header() {
        return "00-" + traceId() + "-" + spanId() + "-"
                + context().getTraceFlags().asHex();
    }

    SpanContext context() {
        return span.getSpanContext();
    }

    /** Begins a stretch within this one. */
    public Trace begin(String name) {
        return isRecorded() ? tracing.within(context(), name) : NONE;
    }

    /** Does something in it, for {@link #current} of all that happens on this thread. */
    public <T> T over(Supplier<T> work) {
        return isRecorded() ? ScopedValue.where(CURRENT, this).call(work::get) : work.get();
    }

    /** Does something as a stretch of what this thread works in. */
    public static <T> T stretch(String name, Supplier<T> work) {
        Trace around = current();
        if (!around.isRecorded()) {
            return work.get();
        }
        Trace mine = around.begin(name);
        try {
            return mine.over(work);
        } catch (RuntimeException failed) {
            mine.failed(failed.getClass().getSimpleName());
            throw failed;
        } finally {
            mine.end();
        }
    }

    public void called(String name) {
        span.updateName(name);
    }

    public Trace with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    public Trace with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** @param why in a word or two, without anything personal */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    /**
     * What was sent to the log in this stretch is answered: the engine's part of it is known, and what views and streams do with its
     * events is told as part of this, too.
     *
     * @param timeNanos at which the log took it, nanoseconds since 1970
     * @param first number of its first event
     * @param last number of its last event
     */
    public void answered(long beganNanos, long timeNanos, long first, long last) {
        if (!isRecorded()) {
            return;
        }
        long now = Tracing.nowNanos();
        with("flowex.sequence", first);
        tracing.record(context(), "engine", Math.clamp(timeNanos, Math.min(beganNanos, now), now), now);
        tracing.afterwards().answered(new Afterwards.Answered(context(), first, last));
    }

    public void end() {
        span.end(Tracing.nowNanos(), TimeUnit.NANOSECONDS);
    }
}

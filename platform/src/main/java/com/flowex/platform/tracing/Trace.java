package com.flowex.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Span of a request's trace. Its creator ends it. Without recording it is {@link #NONE}, or has only the ids that came
 * with the request, and costs no time.
 */
public final class Trace {

    /** Header that carries the trace from one process to the next (W3C Trace Context). */
    public static final String HEADER = "traceparent";

    /** Span without recording. */
    public static final Trace NONE = new Trace(Tracing.off(), Span.getInvalid());

    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    private final Tracing tracing;
    private final Span span;

    Trace(Tracing tracing, Span span) {
        this.tracing = tracing;
        this.span = span;
    }

    /** Returns the span of this thread's work. */
    public static Trace current() {
        return CURRENT.isBound() ? CURRENT.get() : NONE;
    }

    /** Returns true if it is recorded. */
    public boolean isRecorded() {
        return span.isRecording();
    }

    /** Returns true if it has ids: its own, or those that came with the request. */
    public boolean isKnown() {
        return context().isValid();
    }

    public String traceId() {
        return context().getTraceId();
    }

    public String spanId() {
        return context().getSpanId();
    }

    /** Returns the header for the next process. */
    public String header() {
        return "00-" + traceId() + "-" + spanId() + "-"
                + context().getTraceFlags().asHex();
    }

    SpanContext context() {
        return span.getSpanContext();
    }

    /** Begins a span within this one. */
    public Trace begin(String name) {
        return isRecorded() ? tracing.within(context(), name) : NONE;
    }

    /** Runs work within this span, which is {@link #current} on this thread. */
    public <T> T over(Supplier<T> work) {
        return isRecorded() ? ScopedValue.where(CURRENT, this).call(work::get) : work.get();
    }

    /** Runs work as a span within this thread's current one. */
    public static <T> T traced(String name, Supplier<T> work) {
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

    /** @param why one or two words, without personal data */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    /**
     * Adds the answer of the log to this span: the engine's part becomes a span, and so does the later handling of its
     * events by views and streams.
     *
     * @param timeNanos time at which the log took the command, nanoseconds since 1970
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
        tracing.afterwards().answered(new EventSpans.Answered(context(), first, last));
    }

    public void end() {
        span.end(Tracing.nowNanos(), TimeUnit.NANOSECONDS);
    }
}

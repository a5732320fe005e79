package com.flowex.platform.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Recorded traces, and the cost of none. */
class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

    private static Tracing withoutCollector(double sample) {
        return Tracing.open(
                new TraceSettings(Optional.of(URI.create("http://127.0.0.1:9/v1/traces")), sample), "test", "dev");
    }

    @Test
    void nothingIsRecordedWithoutACollector() {
        try (Tracing off = Tracing.off()) {
            assertSame(Trace.NONE, off.begin("GET", ""));
            Trace trace = off.begin("GET", SAMPLED);
            assertFalse(trace.isRecorded());
            assertEquals(TRACE, trace.traceId(), "for the lines of the log");
            assertSame(Trace.NONE, trace.begin("within"));
            assertEquals(7, trace.over(() -> Trace.current() == Trace.NONE ? 7 : 0));
        }
    }

    @Test
    void aTraceThatIsAskedForGoesOnAndOneThatIsNotIsSampledHere() {
        try (Tracing tracing = withoutCollector(0)) {
            Trace trace = tracing.begin("GET", SAMPLED);
            assertTrue(trace.isRecorded());
            assertEquals(TRACE, trace.traceId());
            assertNotEquals("00f067aa0ba902b7", trace.spanId());
            assertEquals("00-" + TRACE + "-" + trace.spanId() + "-01", trace.header());
            assertFalse(tracing.begin("GET", UNSAMPLED).isRecorded());
            for (String wrong : List.of("x", "00-" + TRACE + "-00f067aa0ba902b7", "ff-" + TRACE + "-1-01", "00--01")) {
                assertFalse(tracing.begin("GET", wrong).isKnown(), wrong);
            }
        }
        try (Tracing all = withoutCollector(1)) {
            Trace trace = all.begin("GET", UNSAMPLED);
            assertTrue(trace.isRecorded());
            assertEquals(TRACE, trace.traceId());
        }
    }

    @Test
    void recordedTracesAreRateLimited() {
        try (Tracing tracing = withoutCollector(0)) {
            int recorded = 0;
            for (int i = 0; i < 12_000; i++) {
                recorded += tracing.begin("GET", SAMPLED).isRecorded() ? 1 : 0;
            }
            assertTrue(recorded <= 10_001, Integer.toString(recorded));
        }
    }

    @Test
    void viewSpansAreExportedInEitherOrder() {
        List<String> messages = new ArrayList<>();
        EventSpans afterwards = new EventSpans((_, name, begin, end) -> messages.add(name + " " + begin + " " + end));
        SpanContext log =
                SpanContext.create(TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
        afterwards.seen(new EventSpans.AppliedRange("view early", 1, 10, 5, 6));
        afterwards.answered(new EventSpans.Answered(log, 9, 10));
        afterwards.seen(new EventSpans.AppliedRange("view half", 9, 9, 6, 7));
        afterwards.seen(new EventSpans.AppliedRange("view late", 10, 20, 7, 8));
        afterwards.seen(new EventSpans.AppliedRange("view later", 21, 30, 8, 9));
        assertEquals(List.of("view early 5 6", "view late 7 8"), messages);
    }
}

package com.flowex.platform.projection;

import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.telemetry.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Metrics of one running view. */
final class ViewMetrics implements AutoCloseable {

    private final Telemetry telemetry;
    private final String schema;
    private final Timer flushes;
    private final Gauge sequence;
    private final Counter differences;

    ViewMetrics(Telemetry telemetry, String schema, ViewProgress progress) {
        this.telemetry = telemetry;
        this.schema = schema;
        this.flushes = Timer.builder("flowex.projection.flush")
                .description("Time to write and commit one flush")
                .tag("projection", schema)
                .register(telemetry.registry());
        this.sequence = Gauge.builder("flowex.projection.sequence", progress, ViewProgress::applied)
                .description("Number of the last event that the view has applied")
                .tag("projection", schema)
                .register(telemetry.registry());
        this.differences = Counter.builder("flowex.projection.differences")
                .description("Times that the view in memory differed from its tables and was read back")
                .tag("projection", schema)
                .register(telemetry.registry());
    }

    /** Records events that this process wrote. */
    void written(long first, long last, long nanos) {
        flushes.record(Duration.ofNanos(nanos));
        telemetry.tracing().seen("view " + schema, first, last, nanos);
    }

    /** Records events of another process that were taken into memory. */
    void followed(long first, long last) {
        telemetry.tracing().seen("view " + schema, first, last, 0);
    }

    void differed() {
        differences.increment();
    }

    /** Removes the gauge, which would read a view that is gone; the other meters continue with the next runner. */
    @Override
    public void close() {
        telemetry.registry().remove(sequence);
    }
}

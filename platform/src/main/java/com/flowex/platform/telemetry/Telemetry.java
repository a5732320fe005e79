package com.flowex.platform.telemetry;

import com.flowex.platform.jobs.AsyncTask;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Meters of one process. Every meter carries the tags {@code application}, {@code environment} and {@code service}. */
public final class Telemetry implements AutoCloseable {

    /** Content type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TenantLabels tenantLabels = new TenantLabels();
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Tracing tracing;

    /** Creates the meters of a process that runs everything, or of a tool; without tracing. */
    public Telemetry(Profile profile) {
        this(profile, "all");
    }

    /** Creates the meters without tracing. */
    public Telemetry(Profile profile, String service) {
        this(profile, service, Tracing.off());
    }

    /**
     * Creates the meters and traces of a process.
     *
     * @param service part that the process runs: all, engine, gateway, or services between dots
     * @param tracing closed with this
     */
    public Telemetry(Profile profile, String service, Tracing tracing) {
        this.tracing = tracing;
        registry.config().commonTags("application", "flowex", "environment", profile.label(), "service", service);
        // Loading the JVM's management classes takes a second on a cold start, so it runs asynchronously.
        AsyncTask.begin("telemetry-jvm", this::bindJvm);
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    public Tracing tracing() {
        return tracing;
    }

    /** Returns the labels of tenants, the same for all meters. */
    public TenantLabels tenantLabels() {
        return tenantLabels;
    }

    /** Returns all meters in Prometheus text. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        tracing.close();
        gc.close();
        registry.close();
    }
}

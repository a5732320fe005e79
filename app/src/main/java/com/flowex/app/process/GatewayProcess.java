package com.flowex.app.process;

import com.flowex.app.lifecycle.RunningProcess;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.gateway.Gateway;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.monitor.ClockCheck;
import com.flowex.platform.monitor.HealthHistoryFile;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.MachineChecks;
import com.flowex.platform.settings.HttpAddress;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.tracing.Tracing;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * {@code FLOWEX_SERVICES=gateway}: the reverse proxy before one or several processes of FlowEx. It has neither log nor
 * database.
 */
final class GatewayProcess implements RunningProcess {

    /** Least free disk space: the gateway only writes log lines. */
    private static final long MIN_FREE_BYTES = 64L << 20;

    private final Gateway gateway;
    private final Health health;
    private final LauncherSettings settings;

    private GatewayProcess(Gateway gateway, Health health, LauncherSettings settings) {
        this.gateway = gateway;
        this.health = health;
        this.settings = settings;
    }

    /**
     * Starts the gateway, whether or not any upstream runs yet.
     *
     * @param parts takes each component as it is started; the caller has to close it, also after an exception
     * @throws com.flowex.platform.settings.StartupException if a port cannot be opened
     */
    static GatewayProcess start(LauncherSettings settings, StartedComponents parts) {
        Telemetry telemetry = new Telemetry(
                settings.base().profile(),
                "gateway",
                Tracing.open(
                        settings.base().traces(),
                        "flowex-gateway",
                        settings.base().profile().label()));
        parts.add(telemetry::close);
        Health health = new Health();
        Path data = settings.base().dataDirectory();
        HealthMonitor monitor =
                new HealthMonitor(new Workers(health, telemetry.registry()), new HealthHistoryFile(data, "gateway"));
        parts.add(monitor::close);
        health.register("clock", new ClockCheck().register(telemetry.registry()));
        MachineChecks.register(monitor, data, MIN_FREE_BYTES, telemetry.registry());
        Gateway gateway = Gateway.start(
                settings.gateway(),
                settings.edge(),
                InetAddress::getAllByName,
                new Gateway.Watch(telemetry, health, monitor.start()::history));
        parts.add(gateway::close);
        return new GatewayProcess(gateway, health, settings);
    }

    @Override
    public String address() {
        return "http://localhost:" + gateway.port() + " as a gateway, operators ask "
                + HttpAddress.of(settings.gateway().operators().host(), gateway.operatorsPort(), "/upstreams");
    }

    @Override
    public void leave() {
        health.register(LEAVING, () -> STOP_REQUESTED);
    }

    /** Never completes: only a stop signal ends a gateway. */
    @Override
    public CompletableFuture<String> stopped() {
        return new CompletableFuture<>();
    }
}

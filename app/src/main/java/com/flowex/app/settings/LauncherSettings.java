package com.flowex.app.settings;

import com.flowex.access.EdgeSettings;
import com.flowex.app.backup.BackupSettings;
import com.flowex.app.demo.DemoMarket;
import com.flowex.audit.AuditSettings;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.key.SeedFile;
import com.flowex.gateway.GatewaySettings;
import com.flowex.identity.IdentitySettings;
import com.flowex.listings.ListingsSettings;
import com.flowex.operations.OperationsSettings;
import com.flowex.orderentry.queue.OrderEntrySettings;
import com.flowex.p2p.app.P2pSettings;
import com.flowex.platform.Settings;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.logging.LogSettings;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.Setting;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import com.flowex.risk.RiskSettings;
import com.flowex.strategies.StrategiesSettings;
import com.flowex.wallet.app.convert.ConvertSettings;
import com.flowex.wallet.app.solvency.SolvencySettings;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Configuration of the process: the settings of every module, and those of the launcher itself.
 *
 * @param genesis initial assets and markets
 * @param demoMarket true if the demo market runs
 * @param demoSpeed recorded seconds that the demo market plays in a second
 * @param backup target of backups of a running exchange
 * @param log least level of log lines: error, warn, info, debug
 * @param logs targets of log lines
 * @param node use of the log by this process
 * @param leaving time for which it still serves after a stop signal, while it reports not ready
 * @param gateway settings of a gateway
 * @param warnings warnings for the operator that do not prevent a start
 * @param all every setting that was read, for {@code ./flowex config} and the documents
 */
public record LauncherSettings(
        Settings base,
        AuditSettings audit,
        EdgeSettings edge,
        OrderEntrySettings orderEntry,
        CustodySettings custody,
        IdentitySettings identity,
        WithdrawalSettings withdrawals,
        ConvertSettings convert,
        SolvencySettings solvency,
        OperationsSettings operations,
        RiskSettings risk,
        StrategiesSettings strategies,
        P2pSettings p2p,
        ListingsSettings coins,
        BackupSettings backup,
        GenesisSettings genesis,
        boolean demoMarket,
        int demoSpeed,
        Log log,
        LogSettings logs,
        NodeSettings node,
        Duration leaving,
        GatewaySettings gateway,
        List<String> warnings,
        List<Setting> all) {

    /** Least level of log lines. */
    public enum Log {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Thrown if the configuration is wrong; each line names one error. */
    public static final class ConfigurationException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> lines;

        private ConfigurationException(StartupException why) {
            super(why);
            lines = why.lines();
        }

        public List<String> lines() {
            return lines;
        }
    }

    private static final int MEGABYTE_BITS = 20;
    private static final int LEAVING_SECONDS_MAX = 60;

    private static final String HEAP = "FLOWEX_HEAP_MAX";

    /**
     * Tolerance of the heap's size as a divisor, since a heap reports less than it was given: the collector keeps a
     * part free.
     */
    private static final int HEAP_SHARE = 8;

    private static final Pattern HEAP_FORM = Pattern.compile("[1-9][0-9]{0,6}[mg]");
    private static final int HEAP_MEGABYTES_MIN = 256;
    private static final int HEAP_MEGABYTES_MAX = 1_024 * 1_024;

    /**
     * Reads the settings.
     *
     * @throws ConfigurationException naming every error
     */
    public static LauncherSettings of(Map<String, String> environment) {
        return of(SettingsSources.of(environment));
    }

    /**
     * Reads the settings.
     *
     * @throws ConfigurationException naming every error
     */
    public static LauncherSettings of(SettingsSources sources) {
        return of(new SettingsReader(sources));
    }

    /**
     * Reads the settings; checks of this machine are left to the reader's caller.
     *
     * @throws ConfigurationException naming every error
     */
    public static LauncherSettings of(SettingsReader reader) {
        return finished(read(reader), reader);
    }

    /**
     * Reads the settings and checks them on this machine: folders, files and addresses too.
     *
     * @param first receives the settings before any error is thrown; a wrong value reads as its default
     * @throws ConfigurationException naming every error
     */
    public static LauncherSettings here(Map<String, String> environment, Consumer<LauncherSettings> first) {
        SettingsReader reader = new SettingsReader(SettingsSources.withFile(environment));
        LauncherSettings settings = read(reader);
        first.accept(settings);
        reader.checkMachine();
        return finished(settings, reader);
    }

    private static LauncherSettings finished(LauncherSettings settings, SettingsReader reader) {
        try {
            reader.finish();
        } catch (StartupException wrong) {
            throw new ConfigurationException(wrong);
        }
        return settings;
    }

    /** Checks that the seed of this process opens with the keys of sealed columns; missing keys are the start's matter. */
    private static void checkSeed(SettingsReader reader, Settings settings, CustodySettings custody) {
        SecretSource keys = settings.sealing().keys();
        boolean hasKeys = !(keys instanceof SecretSource.Stored(Path file)) || Files.exists(file);
        if (hasKeys && custody.keys() instanceof CustodySettings.KeyLocation.InProcessKeys(Path seed)) {
            reader.content(seed, () -> ring(keys)
                    .ifPresent(ring -> new SeedFile(seed, new Sealing(ring)).open(Optional.empty())));
        }
    }

    /** Returns the keys; empty if they cannot be used, which is an error of their own. */
    private static Optional<KeyRing> ring(SecretSource keys) {
        try {
            return Optional.of(KeyRing.of(keys));
        } catch (StartupException e) {
            return Optional.empty();
        }
    }

    /** Reads the settings without throwing: a wrong value reads as its default. */
    public static LauncherSettings read(SettingsReader reader) {
        Settings settings = Settings.read(reader);
        EdgeSettings edge = EdgeSettings.read(reader, settings);
        RateLimitRouteCheck.require(reader, edge.limits());
        AuditSettings audit = AuditSettings.read(reader, settings.profile(), settings.dataDirectory());
        OrderEntrySettings entrySettings = OrderEntrySettings.read(reader);
        CustodySettings custody = CustodySettings.read(reader, settings.profile(), settings.dataDirectory());
        checkSeed(reader, settings, custody);
        IdentitySettings identity = IdentitySettings.read(reader, settings.profile(), settings.dataDirectory());
        WithdrawalSettings withdrawals = WithdrawalSettings.read(reader);
        ConvertSettings convert = ConvertSettings.read(reader);
        SolvencySettings solvency = SolvencySettings.read(reader, settings.profile(), settings.dataDirectory());
        OperationsSettings operations = OperationsSettings.read(reader);
        RiskSettings risk = RiskSettings.read(reader);
        StrategiesSettings strategies = StrategiesSettings.read(reader);
        P2pSettings p2p = P2pSettings.read(reader);
        ListingsSettings coins = ListingsSettings.read(reader, settings.profile());
        BackupSettings backup = BackupSettings.read(reader);
        reader.group("The log and the node");
        Log log = reader.oneOf("FLOWEX_LOG", Log.WARN, Log.class, "from which level on the log has lines");
        reader.inProduction(
                settings.profile(),
                log != Log.DEBUG,
                "FLOWEX_LOG must not be debug in production: ./flowex log level says more for a while");
        LogSettings logs = LogSettings.read(reader);
        NodeSettings node = NodeSettings.read(reader, settings.dataDirectory());
        Duration leaving = Duration.ofSeconds(reader.integer(
                "FLOWEX_DRAIN_SECONDS",
                0,
                0,
                LEAVING_SECONDS_MAX,
                "when it is stopped, it answers 503 on /ready for so long and serves all the same: gateways and balancers lead calls"
                        + " elsewhere meanwhile, so it should be longer than they take to notice"));
        if (!backup.to().isEmpty() && node.runs() == NodeSettings.ProcessRole.GATEWAY) {
            reader.refuse("FLOWEX_BACKUP_TO must be none in a gateway, which has nothing to copy");
        }
        // ./flowex passes it to the virtual machine; here it is only declared and checked.
        reader.parsed(
                HEAP,
                "960m",
                "megabytes or gigabytes within 256m..1024g, as in 960m or 4g",
                LauncherSettings::heap,
                "memory for orders, accounts and everything else of the process, given to it by ./flowex run; an order at"
                        + " rest takes some 200 bytes, and new orders are refused when 75 % hold what is needed");
        GatewaySettings gateway =
                GatewaySettings.read(reader, settings.features().circuitBreaker());
        if (node.runs() == NodeSettings.ProcessRole.GATEWAY && gateway.isEmpty()) {
            reader.refuse("FLOWEX_SERVICES=gateway needs FLOWEX_GATEWAY_UPSTREAMS or FLOWEX_GATEWAY_ROUTES");
        }
        reader.group("Listings of the first start");
        GenesisSettings genesis = GenesisSettings.read(reader, settings.profile());
        reader.group("Demo");
        boolean market = reader.flag(
                "FLOWEX_DEMO_MARKET",
                settings.profile() == Profile.DEV && node.runs() == NodeSettings.ProcessRole.ALL && genesis.builtIn(),
                "a market that moves by itself, in a process with every service; refused in production");
        if (market && node.runs() != NodeSettings.ProcessRole.ALL) {
            reader.refuse("FLOWEX_DEMO_MARKET must be off unless FLOWEX_SERVICES is all");
        }
        if (market && !genesis.builtIn() && settings.profile() != Profile.PRODUCTION) {
            reader.refuse("FLOWEX_DEMO_MARKET must be off unless FLOWEX_GENESIS is builtin: it moves these markets");
        }
        reader.inProduction(settings.profile(), !market, "FLOWEX_DEMO_MARKET must be off in production");
        int speed = reader.integer(
                "FLOWEX_DEMO_SPEED",
                DemoMarket.SPEED_DEFAULT,
                1,
                DemoMarket.SPEED_MAX,
                "recorded seconds that the demo market plays in a second");
        reader.refuseUnknownInFile();
        LauncherSettings all = new LauncherSettings(
                settings,
                audit,
                edge,
                entrySettings,
                custody,
                identity,
                withdrawals,
                convert,
                solvency,
                operations,
                risk,
                strategies,
                p2p,
                coins,
                backup,
                genesis,
                market,
                speed,
                log,
                logs,
                node,
                leaving,
                gateway,
                warnings(reader),
                reader.settings());
        SharedSettings.require(reader, all);
        return all;
    }

    private static String heap(String text) {
        if (!HEAP_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        long megabytes = megabytes(text);
        if (megabytes < HEAP_MEGABYTES_MIN || megabytes > HEAP_MEGABYTES_MAX) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static long megabytes(String heap) {
        long unit = heap.endsWith("g") ? 1_024 : 1;
        return unit * Long.parseLong(heap, 0, heap.length() - 1, 10);
    }

    /**
     * Returns a warning if the virtual machine was not given the configured memory. The starting program sets the
     * memory before the settings are read.
     *
     * @param bytes size that the heap may grow to
     */
    public Optional<String> heapWarning(long bytes) {
        return all.stream()
                .filter(setting ->
                        setting.name().equals(HEAP) && !setting.source().equals(Setting.DEFAULT))
                .filter(setting -> Math.abs(bytes - (megabytes(setting.value()) << MEGABYTE_BITS)) > bytes / HEAP_SHARE)
                .map(setting ->
                        HEAP + " says " + setting.value() + " (" + setting.source() + "), but this process was given "
                                + (bytes >> MEGABYTE_BITS) + " MB: name it in the environment")
                .findFirst();
    }

    private static List<String> warnings(SettingsReader reader) {
        return Stream.concat(
                        reader.deprecations().stream(),
                        reader.unknownNames().stream().map(name -> name + " is no setting of FlowEx: ignored"))
                .toList();
    }

    /** Returns true if a setting was set explicitly. */
    public boolean isGiven(String name) {
        return all.stream()
                .anyMatch(setting ->
                        setting.name().equals(name) && !setting.source().equals(Setting.DEFAULT));
    }

    /** Returns the configuration of a node in this process. */
    public ClusterConfig cluster() {
        return node.node(base.dataDirectory(), orderEntry.orderTimeout(), base.stores());
    }
}

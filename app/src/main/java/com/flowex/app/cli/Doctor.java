package com.flowex.app.cli;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.audit.AuditSettings;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.repair.NodeRepair;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.projection.LogIdentity;
import com.flowex.platform.projection.LogIdentity.Shown;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./flowex doctor DIR}: lists the contents of a stopped exchange's data directory with their numbers, and
 * reports parts that do not fit. With an option it carries out the operator's decision. Nothing is deleted, and the
 * action is recorded in the audit log.
 *
 * <p>Exits with 0 if all parts fit or the decision is carried out, 1 if something does not fit, 2 if the directory
 * cannot be used.
 */
public final class Doctor {

    static final String ACCEPT_OLDER_LOG = "--accept-older-log";
    static final String REBUILD_EVENTS = "--rebuild-events";

    private static final int MISFIT = 1;
    private static final int UNUSABLE = 2;

    /**
     * Tenant whose audit chain records the operator's actions: the first, since they concern the exchange as a whole.
     */
    private static final int TENANT = 1;

    private final Path data;
    private final Settings settings;
    private final AuditSettings audited;
    private final List<String> wrong;
    private final Workers workers;
    private final List<String> problems = new ArrayList<>();

    /** @param wrong errors of this machine that a start would refuse, among them the content of key files */
    private Doctor(Path data, LauncherSettings launcher, List<String> wrong) {
        this.data = data;
        this.wrong = wrong;
        this.settings = launcher.base();
        this.audited = launcher.audit();
        this.workers = new Workers(new Health(), new Telemetry(settings.profile()).registry());
    }

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv()));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment) {
        if (args.isEmpty() || args.size() > 2) {
            System.err.println("usage: ./flowex doctor DIR [" + ACCEPT_OLDER_LOG + " | " + REBUILD_EVENTS
                    + "], the data directory of an exchange that is stopped");
            return UNUSABLE;
        }
        try {
            Path data = Path.of(args.getFirst()).toAbsolutePath().normalize();
            Map<String, String> here = new TreeMap<>(environment);
            here.put("FLOWEX_DATA_DIR", data.toString());
            SettingsReader reader = new SettingsReader(SettingsSources.withFile(here));
            LauncherSettings settings = LauncherSettings.of(reader);
            return new Doctor(data, settings, reader.machineErrors()).run(args.size() == 1 ? "" : args.get(1));
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(System.err::println);
        } catch (StartupException refused) {
            refused.lines().forEach(System.err::println);
        } catch (NodeRefusedException | InvalidPathException e) {
            System.err.println(e.getMessage());
        }
        return UNUSABLE;
    }

    private int run(String option) {
        return switch (option) {
            case "" -> look();
            case ACCEPT_OLDER_LOG -> acceptOlderLog();
            case REBUILD_EVENTS -> rebuildEvents();
            default -> throw new StartupException("no option of ./flowex doctor: " + option);
        };
    }

    private int look() {
        NodeInventory node = NodeInventory.of(data);
        node.lines().forEach(Doctor::tell);
        problems.addAll(node.problems());
        if (hasDatabase()) {
            try (Database database = database()) {
                views(database, node);
            }
        } else {
            tell("database: none");
        }
        keys();
        problems.addAll(wrong);
        problems.forEach(problem -> tell("does not fit: " + problem));
        tell(problems.isEmpty() ? "doctor: all parts fit" : "doctor: " + problems.size() + " parts do not fit");
        return problems.isEmpty() ? 0 : MISFIT;
    }

    private void views(Database database, NodeInventory node) {
        long first = LogIdentity.filledFrom(database);
        tell("database: " + (first == 0 ? "not filled from any log" : "filled from the log that began at " + first));
        for (Shown view : LogIdentity.shown(database)) {
            tell("view " + view.view() + ": up to event " + view.sequence());
            // The event log may be behind: the next start derives its missing events from the log.
            if (view.sequence() > node.lastEvent()) {
                problems.add("the view " + view.view() + " shows event " + view.sequence()
                        + ", the event log goes to event " + node.lastEvent() + ": if a start refuses, ./flowex doctor "
                        + data + " " + ACCEPT_OLDER_LOG);
            }
        }
    }

    private void keys() {
        for (String name :
                List.of("data.keys", "jwt.secret", "audit.key", "solvency.key", "store.keys", "custody.seed")) {
            if (Files.exists(data.resolve(name))) {
                tell("key file: " + name);
            }
        }
    }

    private int acceptOlderLog() {
        try (Database database = database();
                AuditLog audit = AuditLog.open(audited, database, InstantSource.system(), workers)) {
            record(audit, ACCEPT_OLDER_LOG, "begun", String.valueOf(LogIdentity.shown(database)), "");
            NodeRepair.Settled settled = NodeRepair.acceptOlderLog(data, Doctor::tell);
            // The next start compares with the first event, which the archive has.
            long first = settled.isCut() ? LogIdentity.filledFrom(database) : settled.firstNanos();
            List<String> kept = LogIdentity.accept(database, settled.sequence(), first);
            String after = "log ends at event " + settled.sequence() + ", byte " + settled.logEnd() + "; views kept in "
                    + kept + ", files in " + settled.evidence();
            record(audit, ACCEPT_OLDER_LOG, "done", "", after);
            tell("doctor: " + after);
            return 0;
        }
    }

    private int rebuildEvents() {
        try (Database database = database();
                AuditLog audit = AuditLog.open(audited, database, InstantSource.system(), workers)) {
            record(audit, REBUILD_EVENTS, "begun", "", "");
            NodeRepair.Settled settled = NodeRepair.rebuildEvents(data, Doctor::tell);
            String after = "the next start derives events 1 to " + settled.sequence() + " from the log; files kept in "
                    + settled.evidence();
            record(audit, REBUILD_EVENTS, "done", "", after);
            tell("doctor: " + after);
            return 0;
        }
    }

    private void record(AuditLog audit, String option, String outcome, String before, String after) {
        audit.record(new AuditEntry(
                TENANT,
                "operator " + System.getProperty("user.name"),
                "./flowex doctor " + option,
                new AuditEntry.Change("data " + data, before, after),
                outcome,
                "this machine",
                "doctor"));
    }

    private boolean hasDatabase() {
        return !(settings.database() instanceof DatabaseChoice.Embedded(Path directory))
                || Files.exists(directory.resolve("cluster"));
    }

    private Database database() {
        return Database.open(settings.database(), settings.databaseLimits(), workers);
    }

    private static void tell(String line) {
        System.out.println(line);
    }
}

package com.flowex.app.cli.folder;

import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.audit.AuditSettings;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.repair.NodeRepair;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.projection.LogIdentity;
import com.flowex.platform.projection.LogIdentity.Shown;
import com.flowex.platform.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Contents of a stopped exchange's data directory, and the operator's decisions about them. */
public final class DataDirectoryCheck {

    /** Option that lets a log that is shorter than the views count. */
    public static final String ACCEPT_OLDER_LOG = "--accept-older-log";

    /** Option that has the next start derive all events from the log. */
    public static final String REBUILD_EVENTS = "--rebuild-events";

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
    public DataDirectoryCheck(Path data, LauncherSettings launcher, List<String> wrong) {
        this.data = data;
        this.wrong = wrong;
        this.settings = launcher.base();
        this.audited = launcher.audit();
        this.workers = new Workers(new Health(), new Telemetry(settings.profile()).registry());
    }

    public int run() {
        NodeInventory node = NodeInventory.of(data);
        node.lines().forEach(DataDirectoryCheck::report);
        problems.addAll(node.problems());
        if (hasDatabase()) {
            try (Database database = database()) {
                views(database, node);
            }
        } else {
            report("database: none");
        }
        keys();
        problems.addAll(wrong);
        problems.forEach(problem -> report("does not fit: " + problem));
        report(problems.isEmpty() ? "doctor: all parts fit" : "doctor: " + problems.size() + " parts do not fit");
        return problems.isEmpty() ? 0 : CommandRunner.REFUSED;
    }

    private void views(Database database, NodeInventory node) {
        long first = LogIdentity.filledFrom(database);
        report("database: " + (first == 0 ? "not filled from any log" : "filled from the log that began at " + first));
        for (Shown view : LogIdentity.shown(database)) {
            report("view " + view.view() + ": up to event " + view.sequence());
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
                report("key file: " + name);
            }
        }
    }

    public int acceptOlderLog() {
        try (Database database = database();
                AuditLog audit = AuditLog.open(audited, database, InstantSource.system(), workers)) {
            record(audit, ACCEPT_OLDER_LOG, "begun", String.valueOf(LogIdentity.shown(database)), "");
            NodeRepair.Settled settled = NodeRepair.acceptOlderLog(data, DataDirectoryCheck::report);
            // The next start compares with the first event, which the archive has.
            long first = settled.isCut() ? LogIdentity.filledFrom(database) : settled.firstNanos();
            List<String> kept = LogIdentity.accept(database, settled.sequence(), first);
            String after = "log ends at event " + settled.sequence() + ", byte " + settled.logEnd() + "; views kept in "
                    + kept + ", files in " + settled.evidence();
            record(audit, ACCEPT_OLDER_LOG, "done", "", after);
            report("doctor: " + after);
            return 0;
        }
    }

    public int rebuildEvents() {
        try (Database database = database();
                AuditLog audit = AuditLog.open(audited, database, InstantSource.system(), workers)) {
            record(audit, REBUILD_EVENTS, "begun", "", "");
            NodeRepair.Settled settled = NodeRepair.rebuildEvents(data, DataDirectoryCheck::report);
            String after = "the next start derives events 1 to " + settled.sequence() + " from the log; files kept in "
                    + settled.evidence();
            record(audit, REBUILD_EVENTS, "done", "", after);
            report("doctor: " + after);
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

    private static void report(String line) {
        System.out.println(line);
    }
}

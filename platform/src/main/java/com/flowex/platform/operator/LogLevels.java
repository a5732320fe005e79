package com.flowex.platform.operator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.operator.OperatorCommand.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Temporary log levels of all processes of an exchange. Operators set them at the command line, and all processes on
 * the database follow within two seconds. They return to the former level when the time is over, even if the database
 * is unreachable then.
 */
public final class LogLevels implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final int MINUTES_MAX = 24 * 60;
    private static final int AT_ONCE_MAX = 20;

    /** Tenant whose operators run the whole exchange. */
    private static final int PLATFORM = 1;

    /**
     * Loggers of libraries are excluded because their lines may hold secrets; the audit and security logs cannot be
     * turned off.
     */
    private static final Pattern OVERRIDE =
            Pattern.compile("(com\\.flowex(?:\\.[A-Za-z0-9_$]+)*|flowex\\.requests)=(ERROR|WARN|INFO|DEBUG)");

    private static final String SET = """
            INSERT INTO platform.log_levels (logger, level, ends_at) VALUES (?, ?, now() + make_interval(mins => ?))
            ON CONFLICT (logger) DO UPDATE SET level = excluded.level, ends_at = excluded.ends_at""";

    private static final String FORGET = "DELETE FROM platform.log_levels WHERE ends_at <= now()";
    private static final String BACK = "DELETE FROM platform.log_levels";
    private static final String COUNT = "SELECT count(*) FROM platform.log_levels WHERE logger <> ?";
    private static final String SELECT_OVERRIDES = """
            SELECT logger, level, (extract(epoch FROM ends_at - now()) * 1000)::bigint
            FROM platform.log_levels WHERE ends_at > now() ORDER BY logger""";

    private record LogLevelOverride(String logger, String level, long leftMillis) {}

    /** @param before former level; null if it is inherited */
    private record Changed(@Nullable Level before, long endNanos) {}

    private final Database database;
    private final LoggerContext context;
    private final Worker worker;

    /** Changes made by this process; used only by its worker. */
    private final Map<String, Changed> changed = new HashMap<>();

    private LogLevels(Platform platform, LoggerContext context) {
        this.database = platform.database();
        this.context = context;
        this.worker = platform.workers().every("log-levels", CHECK_INTERVAL, this::turn);
    }

    /** Returns the levels; empty if the logging library is not ours. */
    public static Optional<LogLevels> of(Platform platform) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return factory instanceof LoggerContext context
                ? Optional.of(new LogLevels(platform, context))
                : Optional.empty();
    }

    public void start() {
        worker.start();
    }

    /** Returns the commands {@code log level NAME=LEVEL MINUTES}, {@code log levels} and {@code log back}. */
    public Map<String, OperatorCommand> commands() {
        return new TreeMap<>(Map.of(
                "log level", this::set, "log levels", (_, _) -> list(), "log back", (tenant, _) -> back(tenant)));
    }

    private Reply set(int tenant, List<String> arguments) {
        Matcher override = OVERRIDE.matcher(arguments.getFirst());
        int minutes = Integer.parseInt(arguments.getLast());
        if (tenant != PLATFORM) {
            return Reply.refused("the log is of all tenants: ask without --tenant");
        }
        if (!override.matches()) {
            return Reply.refused(
                    "NAME=LEVEL must name com.flowex, something below it or flowex.requests (lines of libraries"
                            + " may hold secrets) and be one of ERROR, WARN, INFO, DEBUG");
        }
        if (minutes < 1 || minutes > MINUTES_MAX) {
            return Reply.refused("--minutes must be within 1.." + MINUTES_MAX);
        }
        boolean isSet = database.transaction(connection -> {
            Sql.execute(connection, FORGET);
            long others = Sql.one(connection, row -> row.getLong(1), COUNT, override.group(1))
                    .orElse(0L);
            return others < AT_ONCE_MAX
                    && Sql.execute(connection, SET, override.group(1), override.group(2), minutes) == 1;
        });
        return isSet
                ? Reply.done(
                        override.group(1) + " says " + override.group(2) + " within two seconds in every process, for "
                                + minutes + " minutes; ./flowex log back ends it")
                : Reply.refused("there are " + AT_ONCE_MAX + " other changes already: ./flowex log back ends them");
    }

    private Reply list() {
        List<LogLevelOverride> all = overrides();
        return Reply.done(
                all.isEmpty()
                        ? "every logger says what FLOWEX_LOG says"
                        : all.stream()
                                .map(each -> each.logger() + "=" + each.level() + ", for another "
                                        + Duration.ofMillis(each.leftMillis()).toSeconds() + " s")
                                .collect(Collectors.joining("\n")));
    }

    private Reply back(int tenant) {
        if (tenant != PLATFORM) {
            return Reply.refused("the log is of all tenants: ask without --tenant");
        }
        int ended = database.transaction(connection -> Sql.execute(connection, BACK));
        return Reply.done(ended + " changes of levels are ended");
    }

    private List<LogLevelOverride> overrides() {
        return database.query(connection -> Sql.all(
                connection,
                row -> new LogLevelOverride(row.getString(1), row.getString(2), row.getLong(3)),
                SELECT_OVERRIDES));
    }

    private void turn() {
        long now = System.nanoTime();
        // While the database does not answer, its last answer holds.
        List.copyOf(changed.keySet()).stream()
                .filter(name -> now - before(name).endNanos() >= 0)
                .forEach(this::putBack);
        List<LogLevelOverride> all = overrides();
        List<String> names = all.stream().map(LogLevelOverride::logger).toList();
        List.copyOf(changed.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(this::putBack);
        all.forEach(
                each -> change(each, now + Duration.ofMillis(each.leftMillis()).toNanos()));
    }

    private Changed before(String name) {
        return Objects.requireNonNull(changed.get(name));
    }

    private void change(LogLevelOverride override, long endNanos) {
        Logger logger = context.getLogger(override.logger());
        Changed known = changed.get(override.logger());
        changed.put(override.logger(), new Changed(known == null ? logger.getLevel() : known.before(), endNanos));
        logger.setLevel(Level.toLevel(override.level()));
    }

    private void putBack(String name) {
        Changed known = changed.remove(name);
        if (known != null) {
            context.getLogger(name).setLevel(known.before());
        }
    }

    @Override
    public void close() {
        worker.close();
        List.copyOf(changed.keySet()).forEach(this::putBack);
    }
}

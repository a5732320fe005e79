package com.flowex.app.cli;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.migration.Migration;
import com.flowex.platform.migration.Migrations;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ./flowex migrations}: shows the state of the migrations of each part of the database, runs waiting ones, and
 * takes one back.
 *
 * <p>Exits with 0 if it succeeds; 1 if the database refuses, or for {@code status} differs from this version; 2 on
 * wrong arguments.
 */
public final class MigrationsTool {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE = """
            usage: ./flowex migrations [status]    each migration of each part: ran, waits, changed, newer or failed; and its way back
                   ./flowex migrations history     what ran, oldest first
                   ./flowex migrations up          runs what waits, as the next start would
                   ./flowex migrations down PART   takes back the newest one of a part, while FlowEx does not run
                   ./flowex migrations table       the table of docs/operations/migrations.md""";

    private MigrationsTool() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        String verb = args.isEmpty() ? "status" : args.getFirst();
        boolean known = List.of("status", "history", "up", "down", "table").contains(verb);
        if (!known || Math.max(1, args.size()) != (verb.equals("down") ? 2 : 1)) {
            err.println(USAGE);
            return MISUSED;
        }
        try {
            LauncherSettings settings = LauncherSettings.of(SettingsSources.withFile(environment));
            try (DatabaseAccess database = DatabaseAccess.open(settings.base().database())) {
                return answer(verb, args, new Migrations(database), out);
            }
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(err::println);
            return REFUSED;
        }
    }

    private static int answer(String verb, List<String> args, Migrations migrations, PrintStream out) {
        return switch (verb) {
            case "up" -> up(migrations, out);
            case "down" -> down(migrations, args.getLast(), out);
            case "history" -> {
                migrations.history().forEach(each -> out.println(line(each)));
                yield 0;
            }
            case "table" -> {
                out.println("| part | migration | what | way back |\n|---|---|---|---|");
                migrations.all().forEach(each -> out.println(row(each)));
                yield 0;
            }
            default -> status(migrations.all(), out);
        };
    }

    private static int status(List<Migration> all, PrintStream out) {
        all.forEach(each -> out.println(line(each)));
        List<Migration> wrong = all.stream()
                .filter(each -> each.state() == Migration.State.CHANGED || each.state() == Migration.State.FAILED)
                .toList();
        out.println("migrations: " + count(all, Migration.State.RAN) + " ran, " + count(all, Migration.State.WAITS)
                + " wait, " + count(all, Migration.State.NEWER) + " of a newer version, " + wrong.size()
                + " not as this version has them");
        return wrong.isEmpty() ? 0 : REFUSED;
    }

    private static int up(Migrations migrations, PrintStream out) {
        List<Migration> ran = migrations.up();
        ran.forEach(each -> out.println(line(each)));
        out.println(ran.isEmpty() ? "migrations: nothing waited" : "migrations: " + ran.size() + " ran");
        return 0;
    }

    private static int down(Migrations migrations, String part, PrintStream out) {
        Migration back = migrations.down(part);
        out.println(line(back));
        out.println(
                back.isWholePart()
                        ? "migrations: the view " + part + " is gone; the next start builds it anew from the log"
                        : "migrations: " + back.name() + " is taken back; a start of this version runs it again");
        return 0;
    }

    private static long count(List<Migration> all, Migration.State state) {
        return all.stream().filter(each -> each.state() == state).count();
    }

    private static String line(Migration each) {
        return String.format(
                Locale.ROOT,
                "%-18s %-7s %-20s %08x  %-52s %s",
                each.name(),
                each.state(),
                each.ranAt()
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("-"),
                each.checksum(),
                each.what(),
                each.way().line());
    }

    private static String row(Migration each) {
        return String.format(
                Locale.ROOT,
                "| %s | V%d | %s | %s |",
                each.part(),
                each.version(),
                each.what(),
                each.way().line());
    }
}

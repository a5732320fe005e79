package com.flowex.app.cli;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.migration.Migration;
import com.flowex.platform.migration.Migrations;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./flowex migrations}: shows the state of the migrations of each part of the database, runs waiting ones, and
 * takes one back.
 *
 * <p>Exits with 0 if it succeeds; 1 if the database refuses, or for {@code status} differs from this version; 2 on
 * wrong arguments.
 */
@Command
public final class MigrationsTool implements Callable<Integer> {

    private final CommandContext context;

    MigrationsTool(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] args) {
        FlowexCommand.main("migrations", args);
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return FlowexCommand.run("migrations", args, new CommandContext(environment, out, err));
    }

    @Override
    public Integer call() {
        return status();
    }

    @Command(description = "List each migration of each part: ran, waits, changed, newer or failed; and its way back.")
    int status() {
        try (DatabaseAccess database = open()) {
            List<Migration> all = new Migrations(database).all();
            all.forEach(each -> context.out().println(line(each)));
            List<Migration> wrong = all.stream()
                    .filter(each -> each.state() == Migration.State.CHANGED || each.state() == Migration.State.FAILED)
                    .toList();
            context.out()
                    .println("migrations: " + count(all, Migration.State.RAN) + " ran, "
                            + count(all, Migration.State.WAITS) + " wait, " + count(all, Migration.State.NEWER)
                            + " of a newer version, " + wrong.size() + " not as this version has them");
            return wrong.isEmpty() ? 0 : CommandRunner.REFUSED;
        }
    }

    @Command(description = "List the migrations that ran, oldest first.")
    int history() {
        try (DatabaseAccess database = open()) {
            new Migrations(database).history().forEach(each -> context.out().println(line(each)));
            return 0;
        }
    }

    @Command(description = "Run the migrations that wait, as the next start would.")
    int up() {
        try (DatabaseAccess database = open()) {
            List<Migration> ran = new Migrations(database).up();
            ran.forEach(each -> context.out().println(line(each)));
            context.out().println(ran.isEmpty() ? "migrations: nothing waited" : "migrations: " + ran.size() + " ran");
            return 0;
        }
    }

    @Command(description = "Take back the newest migration of a part, while FlowEx does not run.")
    int down(@Parameters(paramLabel = "PART", description = "part of the database") String part) {
        try (DatabaseAccess database = open()) {
            Migration back = new Migrations(database).down(part);
            context.out().println(line(back));
            context.out()
                    .println(
                            back.isWholePart()
                                    ? "migrations: the view " + part
                                            + " is removed; the next start rebuilds it from the log"
                                    : "migrations: " + back.name()
                                            + " is rolled back; a start of this version runs it again");
            return 0;
        }
    }

    @Command(description = "Print the table of docs/operations/migrations.md.")
    int table() {
        try (DatabaseAccess database = open()) {
            context.out().println("| part | migration | what | way back |\n|---|---|---|---|");
            new Migrations(database).all().forEach(each -> context.out().println(row(each)));
            return 0;
        }
    }

    private DatabaseAccess open() {
        return DatabaseAccess.open(context.settings().base().database());
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

package com.flowex.systemtests;

import com.flowex.systemtests.CrossTenantAttacks.Attack;
import com.flowex.systemtests.TenantChecks.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program that takes out tenant checks one at a time while an exchange runs, whose rows nothing guards but the code, and
 * attacks it each time with two tenants of their own. Says of each whether an attack got through.
 */
final class TenantCheckMutants {

    /** The exit code that says: this exchange is unusable; go on with another. */
    static final int BROKEN = 7;

    private static final String UNMADE = "the tenants cannot be made: ";

    private final IsolationExchange isolation;
    private int pairs;

    private TenantCheckMutants(IsolationExchange isolation) {
        this.isolation = isolation;
    }

    /** Arguments: a folder, a file with the names of the checks, and the settings of the exchange as name=value. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Set<String> names = Set.copyOf(Files.readAllLines(Path.of(arguments[1])));
        Map<String, String> more = arguments.length > 2 ? Map.of(IsolationExchange.REDIS, arguments[2]) : Map.of();
        try (IsolationExchange isolation = IsolationExchange.start(folder, IsolationExchange.Rows.UNGUARDED, more)) {
            TenantCheckMutants mutants = new TenantCheckMutants(isolation);
            System.out.println("whole: " + mutants.attacked().orElse("-"));
            for (Check check : TenantChecks.all()) {
                if (names.contains(check.name())) {
                    mutants.without(check);
                }
            }
        }
    }

    private void without(Check check) throws SQLException {
        long start = System.nanoTime();
        try {
            Mutation.with(check.file(), check.mutated(), () -> {
                String noticed = attacked().orElse("-");
                if (noticed.startsWith(UNMADE)) {
                    // Again, so that nothing that happens by chance is taken for an attack that got through.
                    noticed = attacked().orElse("-");
                }
                long millis = (System.nanoTime() - start) / 1_000_000;
                System.out.println("without " + check.name() + " => " + noticed + " (" + millis + " ms)");
            });
        } catch (RuntimeException | LinkageError e) {
            System.out.println("without " + check.name() + " => BROKEN " + e);
        }
        if (!isSound()) {
            System.out.println("broken by " + check.name());
            System.exit(BROKEN);
        }
    }

    /**
     * True if the next check can be tried on this exchange; the remains of this one would otherwise be noticed in its
     * place.
     */
    private boolean isSound() throws SQLException {
        try (Connection owner = isolation.owner()) {
            return TableProbe.ownerless(owner).isEmpty()
                    && isolation.anybody().sendUnchecked("GET", "/ready", "").status() == 200;
        }
    }

    /** The attack that got through, or the reason why the tenants could not be made; empty if there is none. */
    private Optional<String> attacked() {
        int pair = ++pairs;
        CrossTenantAttacks attacks;
        try {
            attacks = CrossTenantAttacks.on(isolation, "left" + pair, "right" + pair);
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(UNMADE + firstLine(e));
        }
        for (Attack attack : attacks.all()) {
            try {
                attack.attempt().run();
            } catch (AssertionError | RuntimeException | SQLException e) {
                return Optional.of(attack.name() + ": " + firstLine(e));
            }
        }
        return Optional.empty();
    }

    private static String firstLine(Throwable e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return text.substring(0, Math.min(120, text.length()));
    }
}

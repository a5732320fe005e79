package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Goal: private words that were replaced by the field's terms do not come back in names (ADR 0278, 0318). A class may use one that has
 * left the process before, or that is a term of another field.
 */
class WordsTest {

    private static final Map<String, Set<String>> REFUSED = Map.ofEntries(
            refused("aside"),
            // Times and states of the API, and states that tables have.
            refused(
                    "asked",
                    "ArchiveRoutes",
                    "ColdRoutes",
                    "EmailChangeRoutes",
                    "ErasureRoutes",
                    "EventPages",
                    "FactorRecoveries",
                    "FactorRecoveriesTable",
                    "FactorRecoveryWorker",
                    "RecoveryRoutes",
                    "TaskBody",
                    "TradeGuards",
                    "TradeState",
                    "TradeTable",
                    "TradeTransitions"),
            refused("attendance"),
            refused("calm"),
            refused("chapter"),
            // A field of the API.
            refused("deed", "CaseBody"),
            // Alerts and portfolios of operators, by the API's word.
            refused(
                    "desk",
                    "Alert",
                    "AlertForm",
                    "AlertRoutes",
                    "AlertValueSource",
                    "AlertsTable",
                    "PortfolioRequest",
                    "PortfolioRoutes"),
            refused("door"),
            refused("doorkeeper"),
            refused("endowment"),
            refused("errand"),
            // Golden logs print this name for the end of a reservation.
            refused(
                    "fate",
                    "AccountStateBodies",
                    "EnumPair",
                    "KeptReservationState",
                    "ReservationState",
                    "StateDigest",
                    "StateRestorer",
                    "TransferStateBodies"),
            // Statistics calls a part of a cross-validation so.
            refused("fold", "CrossValidation", "SearchDocument", "SearchForm", "SearchRuns", "SearchSpec", "TimeSplit"),
            refused("ground"),
            refused("guest"),
            refused("havoc"),
            refused("keeper"),
            // The specification of the password hash calls its parallel parts so.
            refused("lane", "Argon2id"),
            refused("lookout"),
            refused("neighbour"),
            refused("nobody"),
            refused("nobodys"),
            refused("onlooker"),
            refused("outlay"),
            refused("passing"),
            refused("purse"),
            // Methods of a library.
            refused("refill", "LocalBudgets", "MessageBudget", "SharedBudgets"),
            refused("restraint"),
            refused("ruling"),
            refused("said"),
            refused("sighting"),
            refused("signpost"),
            refused("sluice"),
            refused("spool"),
            refused("storm"),
            refused("stray"),
            refused("stretch"),
            refused("tell"),
            refused("telling"),
            refused("together"),
            // A field of the API.
            refused("told", "PushRoutes"),
            refused("voucher"),
            refused("wanted"),
            refused("whoever"),
            refused("wish"),
            refused("wording"));

    /** Terms of statistics, and names of main code that are allowed there. */
    private static final Set<String> ALLOWED_IN_TESTS =
            Set.of("EscrowTour: asked", "EscrowWalk: asked", "ReplayLawsTest: fate", "SearchTest: fold");

    private static final Pattern NOT_CODE =
            Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"");
    private static final Pattern NOT_A_NAME = Pattern.compile(NOT_CODE.pattern() + "|\\bvoid \\w+\\(");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

    private static Map.Entry<String, Set<String>> refused(String word, String... allowedIn) {
        return Map.entry(word, Set.of(allowedIn));
    }

    @Test
    void namesUseTheFieldsTerms() {
        Set<String> found = uses("/src/main/java/", NOT_CODE);
        Set<String> allowed = new TreeSet<>();
        REFUSED.forEach((word, classes) -> classes.forEach(name -> allowed.add(name + ": " + word)));
        Set<String> unused = new TreeSet<>(allowed);
        unused.removeAll(found);
        found.removeAll(allowed);
        assertEquals(Set.of(), found);
        assertEquals(Set.of(), unused, "allowed and not used any longer");
    }

    /** The name of a test is a sentence, where such a word may be plain English; {@link TidyTest} judges those. */
    @Test
    void namesInTestsUseTheFieldsTerms() {
        assertEquals(ALLOWED_IN_TESTS, uses("/src/test/java/", NOT_A_NAME));
    }

    /** Returns the classes below a folder with each refused word that a name in them has. */
    private static Set<String> uses(String folder, Pattern ignored) {
        Set<String> found = new TreeSet<>();
        for (Path file : TidyTest.files("*.java")) {
            if (file.toString().contains(folder)) {
                String name = file.getFileName().toString().replaceFirst("[.]java$", "");
                WORD.matcher(ignored.matcher(TidyTest.text(file)).replaceAll(" "))
                        .results()
                        .map(word -> word.group().toLowerCase(Locale.ROOT))
                        .map(word -> REFUSED.containsKey(word) ? word : word.replaceFirst("s$", ""))
                        .filter(REFUSED::containsKey)
                        .forEach(word -> found.add(name + ": " + word));
            }
        }
        return found;
    }
}

package com.flowex.rules;

import static com.flowex.rules.TidyTest.files;
import static com.flowex.rules.TidyTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.tenancy.Tenant;
import com.flowex.domain.market.MarketState;
import com.flowex.identity.store.credential.FactorRecoveriesTable;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.operations.store.Task;
import com.flowex.p2p.rule.TradeState;
import com.flowex.platform.messaging.DeadLetters;
import com.flowex.platform.saga.Saga;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.RestrictionState;
import com.flowex.strategies.store.StoredRun;
import com.flowex.testsupport.Repository;
import com.flowex.wallet.store.deposit.Arrival;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for documents, and counts of wording that may only fall. */
class DocumentsTest {

    private static final Path ROOT = Repository.file("");
    private static final int LINE_MAX = 120;
    private static final int RELEASE_LINES_MAX = 100;
    /** A suffix with fewer types is no convention. */
    private static final int TYPES_MIN = 3;

    private static final Path COUNTS = ROOT.resolve("proof/system-tests/src/test/resources/allowed-counts.txt");
    private static final Pattern FENCE = Pattern.compile("^\\s*(`{3,}|~{3,}).*");
    private static final Pattern LINK = Pattern.compile("\\]\\([^)]*\\)|https?://\\S+");
    private static final Pattern PATH = Pattern.compile("`([\\w.-]+(?:/[\\w.-]+)+)`");

    private static Stream<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1));
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    @Test
    void everyTopFolderHasAReadme() {
        Set<String> ignored = text(ROOT.resolve(".gitignore"))
                .lines()
                .map(line -> line.replace("/", ""))
                .collect(Collectors.toSet());
        List<String> missing = files("*").stream()
                .map(DocumentsTest::name)
                .filter(name -> name.contains("/"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .filter(folder -> !folder.startsWith(".") && !ignored.contains(folder))
                .filter(folder -> !Files.exists(ROOT.resolve(folder).resolve("README.md")))
                .sorted()
                .toList();

        assertEquals(List.of(), missing, "folders without a README.md");
    }

    /** Tables, code and the targets of links are exempt, and reports that are generated from runs. */
    @Test
    void noLineOfADocumentIsTooLong() {
        List<String> wrong = files("*.md").stream()
                .filter(file -> !name(file).endsWith("_REPORT.md"))
                .flatMap(file -> longLines(text(file)).stream().map(line -> name(file) + ":" + line))
                .toList();

        assertEquals(List.of(), wrong, "lines of more than " + LINE_MAX + " characters");
    }

    @Test
    void aLongLineIsFoundInProseAlone() {
        String line = "word ".repeat(LINE_MAX / 4);

        assertEquals(List.of("1", "8"), longLines("""
                %1$s

                | %1$s |

                    %1$s
                    %1$s

                - %1$s
                ```
                %1$s
                ```
                [short](https://example.org/%2$s)
                """.formatted(line, line.replace(" ", "-"))));
    }

    private static List<String> longLines(String document) {
        List<String> wrong = new ArrayList<>();
        String[] lines = document.split("\n", -1);
        String fence = "";
        boolean isCodePossible = true;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (!fence.isEmpty()) {
                fence = line.strip().startsWith(fence) ? "" : fence;
            } else if (FENCE.matcher(line).matches()) {
                fence = line.strip().substring(0, 3);
            } else {
                isCodePossible = line.isBlank() || isCodePossible && line.startsWith("    ");
                boolean isProse = !isCodePossible && !line.strip().startsWith("|");
                if (isProse && LINK.matcher(line).replaceAll("").length() > LINE_MAX) {
                    wrong.add(Integer.toString(i + 1));
                }
            }
        }
        return wrong;
    }

    @Test
    void everyReleaseOfTheChangelogIsShort() {
        List<String> releases = List.of(text(ROOT.resolve("CHANGELOG.md")).split("(?m)^(?=## )", -1));

        assertTrue(releases.size() > 2, "releases have headings of the second level");
        for (String release : releases) {
            long lines = release.lines().count();
            assertTrue(
                    lines <= RELEASE_LINES_MAX,
                    () -> release.lines().findFirst().orElse("") + " has " + lines + " lines, at most "
                            + RELEASE_LINES_MAX + " are allowed");
        }
    }

    @Test
    void theFilesOfTheGuideExist() {
        List<String> paths = PATH.matcher(text(ROOT.resolve("docs/how-to-add.md")))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertTrue(paths.size() > 60, paths::toString);
        assertEquals(
                List.of(),
                paths.stream().filter(path -> !Files.exists(ROOT.resolve(path))).toList());
    }

    /** A stop without an exit, or with one that is not there, is found by the page that lists them. */
    @Test
    void everyStopHasAnExitThatIsThere() {
        String page = text(ROOT.resolve("docs/operations/stops.md"));
        Set<String> wrong = new TreeSet<>();
        page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| state"))
                .map(line -> line.split(" *\\| *"))
                .filter(cells -> cells.length != 5
                        || cells[2].equals("no")
                                && (cells[3].isEmpty() || cells[3].equals("no") || cells[3].equals("no action needed")))
                .forEach(cells -> wrong.add("no exit: " + String.join(" | ", cells)));
        Set<String> operations = operations();
        found(page, "`((?:GET|POST|PUT|PATCH|DELETE) /[^`? ]+)`")
                .filter(request -> !operations.contains(request))
                .forEach(request -> wrong.add("not in the contract: " + request));
        Set<String> verbs =
                found(text(ROOT.resolve("build/verbs")), "(?m)^([a-z-]+) ").collect(Collectors.toSet());
        found(page, "`\\./flowex ([a-z-]+)")
                .filter(verb -> !verbs.contains(verb))
                .forEach(wrong::add);
        Stream.concat(states().map(state -> state.name().toLowerCase(Locale.ROOT)), kindsOfSagas().stream())
                .map(word -> "`" + word + "`")
                .filter(word -> !page.contains(word))
                .forEach(word -> wrong.add("not listed: " + word));
        assertEquals(Set.of(), wrong);
    }

    /** Returns the states in which something waits or is stopped; the ends that are left out are named here. */
    private static Stream<Enum<?>> states() {
        return Stream.<Stream<? extends Enum<?>>>of(
                        EnumSet.complementOf(EnumSet.of(MarketState.OPEN)).stream(),
                        Arrays.stream(Task.State.values()),
                        Arrays.stream(Saga.State.values()),
                        Arrays.stream(Arrival.State.values()),
                        Arrays.stream(TradeState.values()),
                        EnumSet.complementOf(EnumSet.of(Tenant.Status.ACTIVE)).stream(),
                        Arrays.stream(CaseState.values()),
                        EnumSet.complementOf(
                                EnumSet.of(RestrictionState.NONE, RestrictionState.DONE, RestrictionState.VOID))
                                .stream(),
                        EnumSet.complementOf(EnumSet.of(
                                        FactorRecoveriesTable.State.DONE,
                                        FactorRecoveriesTable.State.CANCELED,
                                        FactorRecoveriesTable.State.STOPPED,
                                        FactorRecoveriesTable.State.EXPIRED))
                                .stream(),
                        EnumSet.complementOf(EnumSet.of(
                                        ErasuresTable.State.DONE,
                                        ErasuresTable.State.CANCELED,
                                        ErasuresTable.State.REFUSED))
                                .stream(),
                        EnumSet.complementOf(EnumSet.of(DeadLetters.State.SETTLED, DeadLetters.State.DISMISSED))
                                .stream(),
                        EnumSet.complementOf(EnumSet.of(StoredRun.State.STOPPED, StoredRun.State.FAILED)).stream())
                .flatMap(each -> each);
    }

    private static Set<String> kindsOfSagas() {
        Set<String> kinds = files("*.java").stream()
                .filter(file -> name(file).startsWith("services/wallet/src/main/java/com/flowex/wallet/app/"))
                .flatMap(file -> found(text(file), "static final String (?:NAME|KIND|SWEEP) = \"([a-z]+)\";"))
                .collect(Collectors.toSet());
        assertTrue(kinds.size() >= 6, kinds::toString);
        return kinds;
    }

    /** Returns the operations of the contract, for example "GET /api/v1/terms". */
    private static Set<String> operations() {
        Set<String> all = new TreeSet<>();
        for (Path part : files("*.yaml")) {
            if (name(part).startsWith("docs/api/parts/")) {
                String path = "";
                for (String line : text(part).lines().toList()) {
                    if (line.matches("  /\\S+:")) {
                        path = line.strip().replaceFirst(":$", "");
                    } else if (line.matches("    (get|post|put|patch|delete):")) {
                        all.add(line.strip().replaceFirst(":$", "").toUpperCase(Locale.ROOT) + " " + path);
                    }
                }
            }
        }
        return all;
    }

    /** A page that only a build makes is a dead link in the repository. */
    @Test
    void everyLinkLeadsToAFileOfTheRepository() {
        Set<String> made = text(ROOT.resolve(".gitignore")).lines().collect(Collectors.toSet());
        List<String> dead = files("*.md").stream()
                .flatMap(file -> found(text(file), "\\]\\((?!\\w+:)([^)#\\s]+)[^)]*\\)")
                        .map(link -> ROOT.relativize(file.resolveSibling(link).normalize()))
                        .filter(target -> made.contains(target.toString()) || !Files.exists(ROOT.resolve(target)))
                        .map(target -> name(file) + ": " + target))
                .sorted()
                .toList();

        assertEquals(List.of(), dead, "links to files that the repository does not have");
    }

    @Test
    void theGlossaryHasEachWordOnce() {
        Map<String, Long> words = found(text(ROOT.resolve("docs/glossary.md")), "(?m)^\\| \\*\\*(.+?)\\*\\* \\|")
                .flatMap(entry -> Arrays.stream(entry.split(", ", -1)))
                .map(word -> word.replaceAll(" \\(.*\\)", ""))
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));

        assertTrue(words.size() > 100, words::toString);
        words.values().removeIf(times -> times == 1);
        assertEquals(Map.of(), words, "words with more than one entry");
    }

    @Test
    void everySuffixOfTheContributorsPageIsInUse() {
        List<String> types = files("*.java").stream()
                .filter(file -> name(file).contains("/src/main/java/"))
                .map(file -> name(file).replaceAll(".*/|\\.java$", ""))
                .toList();
        List<String> suffixes =
                found(text(ROOT.resolve("CONTRIBUTING.md")), "`…(\\w+)`").toList();

        assertFalse(suffixes.isEmpty());
        for (String suffix : suffixes) {
            long uses = types.stream().filter(type -> type.endsWith(suffix)).count();
            assertTrue(uses >= TYPES_MIN, () -> uses + " types end with " + suffix);
        }
    }

    @Test
    void decisionsNameDecisionsThatExist() {
        List<Path> decisions = files("[0-9][0-9][0-9][0-9]-*.md");
        Set<String> numbers = decisions.stream()
                .map(file -> name(file).replaceAll(".*/|-.*", ""))
                .collect(Collectors.toSet());
        List<String> wrong = decisions.stream()
                .flatMap(file -> found(text(file), "(?m)^Status: (.*)$")
                        .flatMap(status -> found(status, "\\b(\\d{4})\\b"))
                        .filter(number -> !numbers.contains(number))
                        .map(number -> name(file) + ": " + number))
                .toList();

        assertEquals(decisions.size(), numbers.size(), "each number has one decision");
        assertEquals(List.of(), wrong);
    }

    @Test
    void commentsFollowTheWording() {
        ToIntFunction<String> sentences =
                source -> JavaComments.refusedSentences(source).size();

        assertNoneRises("comment-sentences", "/src/main/", sentences);
        assertNoneRises("test-comment-sentences", "/src/test/", sentences);
    }

    /** Sentences within a comment are read in Java alone: here the beginning of each line counts. */
    @Test
    void commentsOfThePageBeginWithASubject() {
        Pattern start = Pattern.compile(
                "(?m)^[ \\t]*(?:/\\*\\*?|\\*|//)\\s+(?:What|Whatever|Who|Whoever|Whose|Whether|Of|So many"
                        + "|So often|So much|So long)\\b.*");
        List<String> wrong = files("*.{ts,tsx,mjs}").stream()
                .filter(file -> !name(file).equals("web/src/exchange/contract.ts"))
                .flatMap(file -> start.matcher(text(file))
                        .results()
                        .map(line -> name(file) + ": " + line.group().strip()))
                .toList();

        assertEquals(List.of(), wrong);
    }

    @Test
    void refusedSentencesAreThoseOfComments() {
        assertEquals(
                List.of("Whether it is new.", "what nobody reads", "Who calls ends it; that is all.", "Of one caller."),
                JavaComments.refusedSentences("""
                        /**
                         * Returns the name. Whether it is new.
                         *
                         * @param name what nobody reads
                         */
                        String what = "Who // tells"; // Who calls
                        // ends it; that is all.
                        char quote = '"'; /* Names the caller. */
                        /* Of one caller. */
                        """));
    }

    @Test
    void waitsWithoutANotificationBecomeFewer() {
        Pattern park = Pattern.compile("\\bLockSupport\\.parkNanos\\(");
        assertNoneRises("bounded-parks", "/src/main/", source ->
                (int) park.matcher(source).results().count());
    }

    /** Compares the sum of a count in a source folder of each module with the number that is allowed. */
    private static void assertNoneRises(String kind, String folder, ToIntFunction<String> count) {
        Map<String, Integer> allowed = new TreeMap<>();
        Pattern.compile("(?m)^" + kind + " (\\S+) (\\d+)$")
                .matcher(text(COUNTS))
                .results()
                .forEach((MatchResult row) -> allowed.put(row.group(1), Integer.parseInt(row.group(2))));
        Map<String, Integer> now = new TreeMap<>();
        for (Path file : files("*.java")) {
            String name = name(file);
            if (name.contains(folder)) {
                now.merge(name.substring(0, name.indexOf("/src/")), count.applyAsInt(text(file)), Integer::sum);
            }
        }
        assertFalse(now.isEmpty());
        now.forEach((module, times) -> {
            int most = allowed.getOrDefault(module, 0);
            assertTrue(
                    times <= most,
                    () -> kind + " of " + module + " rose to " + times + ", " + most + " are allowed. When the count"
                            + " falls, lower the number in " + name(COUNTS) + ".");
            if (times < most) {
                System.out.println(
                        kind + " of " + module + " fell to " + times + ": lower " + most + " in " + name(COUNTS));
            }
        });
    }
}

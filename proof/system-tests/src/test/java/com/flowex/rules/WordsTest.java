package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** Names allowed on the page, with the beginnings of their paths below {@code web}; none means all. */
    private static final Map<String, List<String>> ALLOWED_ON_THE_PAGE = Map.ofEntries(
            // An element of HTML, and what the page puts into it.
            allowed("aside"),
            allowed(".pages-aside", "src/pages/"),
            // States, times and actors of the API.
            allowed(
                    "asked",
                    "src/account/recovery-words.ts",
                    "src/admin/HotCold.tsx",
                    "src/admin/Recoveries.tsx",
                    "src/admin/words/cold/"),
            allowed("asked_at"),
            allowed("asked_by"),
            allowed("cancel_asked"),
            allowed("nobody_gained"),
            allowed("reopen_asked"),
            allowed("told_at"),
            // Fields of the API in cases of surveillance and in figures of coins.
            allowed("deed", "src/admin/surveillance/case-sample.ts", "src/exchange/surveillance.ts"),
            allowed("said", "src/exchange/listings.ts", "src/listings/listings-sample.ts"),
            allowed("told", "src/admin/surveillance/"),
            // Parts of a cross-validation, as statistics and the API call them.
            allowed("folds", "src/strategies/"),
            allowed("Folds", "src/strategies/search/"),
            allowed("foldsNotice", "src/strategies/search/"),
            allowed("purged_folds", "src/strategies/search/"),
            // An option of the chart's library.
            allowed("decimalFold", "src/chart/drawing.ts"),
            // The trading desk: the part of the page on which people trade. Also the API's word for the portfolios
            // and alerts that operators share.
            allowed(
                    "desk",
                    "e2e/golden.mjs",
                    "scripts/budget.mjs",
                    "src/exchange/portfolios.ts",
                    "src/exchange/risk-alerts.ts",
                    "src/phone/",
                    "src/portfolio/words/",
                    "src/risk/alerts/words/"),
            allowed("DESK", "scripts/budget.mjs"),
            allowed("Desk", "src/app/App.tsx"),
            allowed("PhoneDesk", "src/app/App.tsx", "src/phone/"),
            allowed("PhoneDeskProps", "src/phone/"),
            allowed(".desk", "src/app/app.css"),
            allowed(".desk-looks", "src/app/app.css"),
            allowed(".desk-panes", "src/app/app.css"),
            allowed(".desk-side", "src/app/app.css"));

    private static final Pattern NOT_CODE =
            Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"");
    private static final Pattern NOT_A_NAME = Pattern.compile(NOT_CODE.pattern() + "|\\bvoid \\w+\\(");
    private static final Pattern PAGE = Pattern.compile("(?!src/exchange/contract[.]ts$)(?:src|e2e|scripts|public)/.*");
    private static final Pattern DESCRIPTION = Pattern.compile("(?:summary|description): '?([^}\\n]*)");
    private static final Pattern PARAGRAPH_END = Pattern.compile("\n\\s*\n|\n(?=\\s*[-*|#] ?)");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

    private static Map.Entry<String, List<String>> allowed(String name, String... places) {
        return Map.entry(name, List.of(places));
    }

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

    /** The generated contract has the API's names. */
    @Test
    void namesOnThePageUseTheFieldsTerms() {
        Set<String> unused = new TreeSet<>();
        ALLOWED_ON_THE_PAGE.forEach((name, places) ->
                (places.isEmpty() ? List.of("") : places).forEach(place -> unused.add(name + " in " + place)));
        Set<String> wrong = new TreeSet<>();
        int names = 0;
        for (Path file : TidyTest.files("*.{ts,tsx,js,mjs,css}")) {
            String path = Repository.file("web").relativize(file).toString();
            if (PAGE.matcher(path).matches()) {
                List<String> found = namesOfThePage(path, TidyTest.text(file));
                names += found.size();
                found.stream()
                        .distinct()
                        .filter(name -> !refusedWords(name).isEmpty())
                        .forEach(name -> {
                            String place = placeOf(name, path);
                            if (place == null) {
                                wrong.add(path + ": " + name);
                            } else {
                                unused.remove(name + " in " + place);
                            }
                        });
            }
        }

        assertTrue(names > 100_000, names + " names");
        assertEquals(Set.of(), wrong);
        assertEquals(Set.of(), unused, "allowed and not used any longer");
    }

    @Test
    void namesOfAScriptAreThoseOfItsCode() {
        assertEquals(
                List.of(
                        "const", "a", "b", "c", "d", "e", "return", "test", "of", "g", "in", "h", "i", "j", "k", "p",
                        "k", "x", "y"),
                ScriptNames.inScript("""
                        const a = 'said'; // asked
                        /* wish */ b.c(/door's [/`]/g, "it's", d / e / 2);
                        return /deed/.test(`desk ${of({ g: `fold ${in}` })} calm \\` ${h}`, i => /lane/);
                        <j k="stretch">{p / 2}</k> : <x y={1} />
                        """));
        assertEquals(
                List.of(".row-said", "--line", ".x"),
                ScriptNames.inStyleSheet(
                        "/* .told */ .row-said { color: var(--line); align-items: stretch } .x { flex: .5 }"));
    }

    @Test
    void messagesFollowTheWording() {
        assertEquals(List.of(), sentences("*.java", "/src/main/java/", text -> NOT_CODE.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(literal -> literal.startsWith("\"") && literal.contains(" "))
                .map(literal -> literal.replace("\"", ""))));
        assertEquals(List.of(), sentences("*.yaml", "docs/api/parts/", text -> DESCRIPTION
                .matcher(text)
                .results()
                .map(line -> line.group(1))));
    }

    /** Decisions and releases stay as they were written; reasons of migrations are in scripts that are never edited. */
    @Test
    void documentsFollowTheWording() {
        assertEquals(
                List.of(),
                sentences(
                        "*.md",
                        "^(?!.*(?:docs/adr|docs/history|CHANGELOG|CONTRIBUTING|migrations[.]md))",
                        WordsTest::paragraphs));
        assertEquals(
                List.of("What it is", "Sent to nobody."),
                paragraphs("# What it is\n\nIt is. Sent\nto nobody.\n- Here `nobody`.\n```\nWho\n```\n")
                        .flatMap(JavaComments::refusedSentencesOf)
                        .toList());
    }

    @Test
    void wordsOfANameAreSplit() {
        assertEquals(
                Set.of("asked", "desk", "wish"),
                refusedWords("setAsked asking pages-desk DESK_deskTop WISHES unasked sayings"));
    }

    private static List<String> namesOfThePage(String path, String text) {
        List<String> names =
                new ArrayList<>(List.of(path.replaceFirst("[.]\\w+$", "").split("[/.]")));
        names.addAll(path.endsWith(".css") ? ScriptNames.inStyleSheet(text) : ScriptNames.inScript(text));
        return names;
    }

    /** Returns the refused sentences of texts in files below a folder, each with its file. */
    private static List<String> sentences(String files, String folder, Function<String, Stream<String>> texts) {
        Pattern place = Pattern.compile(folder);
        return TidyTest.files(files).stream()
                .filter(file -> place.matcher(file.toString()).find())
                .flatMap(file -> texts.apply(TidyTest.text(file))
                        .flatMap(JavaComments::refusedSentencesOf)
                        .map(sentence -> file.getFileName() + ": " + sentence))
                .toList();
    }

    /** Returns the headings, paragraphs, items and rows of a document, without its code. */
    private static Stream<String> paragraphs(String document) {
        return PARAGRAPH_END
                .splitAsStream(document.replaceAll("(?s)```.*?```|`[^`\n]*`", ""))
                .map(paragraph -> paragraph.replaceAll("^[\\s*|#-]+", ""));
    }

    /** Returns the place where a name is allowed that a file is in; null if there is none. */
    private static @Nullable String placeOf(String name, String path) {
        List<String> places = ALLOWED_ON_THE_PAGE.get(name);
        if (places == null) {
            return null;
        }
        return places.isEmpty()
                ? ""
                : places.stream().filter(path::startsWith).findFirst().orElse(null);
    }

    private static Set<String> refusedWords(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .map(word -> REFUSED.containsKey(word) ? word : word.replaceFirst("(?<=[cs]h)es$|s$", ""))
                .filter(REFUSED::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the classes below a folder with each refused word that a name in them has. */
    private static Set<String> uses(String folder, Pattern ignored) {
        Set<String> found = new TreeSet<>();
        for (Path file : TidyTest.files("*.java")) {
            if (file.toString().contains(folder)) {
                String name = file.getFileName().toString().replaceFirst("[.]java$", "");
                refusedWords(ignored.matcher(TidyTest.text(file)).replaceAll(" "))
                        .forEach(word -> found.add(name + ": " + word));
            }
        }
        return found;
    }
}

package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The habits of CONTRIBUTING.md that can be read off the files. */
class TidyTest {

    private static final Path ROOT = Repository.file("");
    private static final Set<String> UNWANTED = Set.of("target", "node_modules", "dist", ".git", "data");
    private static final List<Path> FILES = walk();
    private static final List<String> README_HEADINGS =
            List.of("## Why it exists", "## Start reading at", "## Invariants", "## May depend on", "## Not here");
    private static final List<String> ADR_HEADINGS = List.of(
            "## Context",
            "## Decision",
            "## Alternatives refused",
            "## Consequences",
            "## How we would know it was wrong");
    private static final int LINES_MAX = 400;
    private static final int TYPES_MAX = 20;
    private static final Set<String> SEALED_LISTS = Set.of("domain/command", "domain/event", "domain/state");

    /** A name without a subject, or with a word that the field has a term for. */
    private static final String NO_SUBJECT =
            "\\bvoid ((?:what|whatever|who|whoever|whose|whom|whether|of|nobody|somebody|everybody|anybody)[A-Z]\\w*"
                    + "|\\w*(?:Told|Tells|Whoever|Nobody|Somebody|Everybody)(?![a-z])\\w*)\\(";

    /** A comment with a sentence without a subject, or with a word that CONTRIBUTING.md refuses. */
    private static final Pattern CONFIGURATION_COMMENT = Pattern.compile(
            "(?m)^[ \\t]*#+(?: (?:.*[.!?] )?(?:What|Whatever|Who|Whoever|Whom|Whose|Whether|Of|So many|So often|So much|So long)\\b"
                    + "|.*\\b(?:[Nn]obody|[Ss]omebody|[Ee]verybody|[Aa]nybody|is told|are told|told of|tells|no more|any more)\\b).*");

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    /** Modules whose public types every service imports. */
    private static final Pattern API = Pattern.compile("core/.*|platform|access/.*|order-entry");

    /** Returns the files of the repository whose name matches, without what builds make. */
    static List<Path> files(String glob) {
        PathMatcher matcher = ROOT.getFileSystem().getPathMatcher("glob:" + glob);
        return FILES.stream()
                .filter(file -> matcher.matches(file.getFileName()))
                .toList();
    }

    private static List<Path> walk() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return UNWANTED.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Files.isRegularFile(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> modules() {
        return Pattern.compile("<module>(.+?)</module>")
                .matcher(text(ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> missing(Path document, List<String> headings) {
        String text = text(document);
        return headings.stream().filter(heading -> !text.contains(heading)).toList();
    }

    /** A verb that is listed without being there, or is there without being listed, is of no use to an operator. */
    @Test
    void verbTableEqualsTheVerbsOfTheScript() throws IOException {
        String table = Files.readString(ROOT.resolve("build/verbs"));
        Set<String> ofTheScript = new TreeSet<>(found(table, "(?m)^([a-z-]+) +- "));
        // It looks at the machine before anything is built.
        ofTheScript.add("doctor");

        assertEquals(
                ofTheScript,
                new TreeSet<>(found(Files.readString(ROOT.resolve("flowex")), "(?m)^verb_([a-z-]+)\\(\\)")));
    }

    /** Closes finding V3: with a Persian default locale a generator of the build wrote Persian digits into Java. */
    @Test
    void theBuildAndEveryProcessHaveOneLocaleAndTimeZone() {
        for (String options : List.of(".mvn/jvm.config", "build/jvm.options")) {
            List<String> lines = text(ROOT.resolve(options)).lines().toList();
            assertTrue(
                    lines.containsAll(List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC")),
                    options);
        }
        assertTrue(text(ROOT.resolve("flowex")).contains("\nexport LC_ALL=C.UTF-8 TZ=UTC\n"));
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /**
     * A simple name means one thing within a module, and among the public types that every service imports: across
     * other modules the package distinguishes them. The log's request keeps its name beside that of HTTP: committed
     * bytes are written down with it.
     */
    @Test
    void aSimpleNameIsUniqueInItsModuleAndAmongPublicTypesOfTheApi() {
        List<Path> types = files("*.java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();
        Map<String, Integer> inModule = new TreeMap<>();
        Map<String, Integer> inApi = new TreeMap<>();
        for (Path type : types) {
            String module = ROOT.relativize(type).toString().replaceAll("/src/main/java/.*", "");
            String simple = type.getFileName().toString().replace(".java", "");
            inModule.merge(module + " " + simple, 1, Integer::sum);
            boolean isPublic =
                    text(type).matches("(?s).*\\npublic [\\w -]*?(class|interface|enum|record) " + simple + "\\b.*");
            if (API.matcher(module).matches() && isPublic) {
                inApi.merge(simple, 1, Integer::sum);
            }
        }
        inModule.values().removeIf(count -> count == 1);
        inApi.values().removeIf(count -> count == 1);

        assertEquals(Set.of(), inModule.keySet());
        assertEquals(Set.of("Request"), inApi.keySet());
    }

    @Test
    void everyModuleSaysWhyItExists() {
        List<String> modules = new ArrayList<>(modules());
        modules.add("web");
        for (String module : modules) {
            Path readme = ROOT.resolve(module).resolve("README.md");
            assertTrue(Files.exists(readme), () -> module + " has no README.md");
            assertEquals(List.of(), missing(readme, README_HEADINGS), () -> module + "/README.md");
        }
    }

    /** A module that is not named there would not be tested by {@code ./flowex verify}, and nothing else would notice. */
    @Test
    void theTestsOfEveryModuleRunTogether() {
        String allTests = text(ROOT.resolve("proof/all-tests/pom.xml"));
        List<String> missing = modules().stream()
                .filter(module -> Files.exists(ROOT.resolve(module).resolve("src/test/java")))
                .filter(module -> !allTests.contains("<artifactId>" + artifact(module)
                        + "</artifactId><version>${project.version}</version><type>test-jar</type>"))
                .toList();

        assertEquals(List.of(), missing);
        for (String module : modules()) {
            assertFalse(
                    Pattern.compile("(?s)<goal>test-jar</goal>.*<includes>")
                            .matcher(text(ROOT.resolve(module).resolve("pom.xml")))
                            .find(),
                    () -> module + ": a test jar that lacks tests lets them go without a word");
        }
    }

    /**
     * {@code ./flowex run} builds no module of tests. Seen: a plugin that resolves the libraries of tests asked for one, and a first start ended
     * there, in a fresh clone alone.
     */
    @Test
    void pluginsOfTheRunBuildResolveTestModulesOnlyWhereTestsAreCompiled() {
        List<String> run = found(text(ROOT.resolve("flowex")), "(?m)^LAUNCHER[+]?=,?(.*)$").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .toList();
        assertTrue(run.size() > 20, run::toString);
        for (String module : run) {
            String pom = text(ROOT.resolve(module).resolve("pom.xml"));
            if (pom.contains("exec-maven-plugin") || pom.contains("maven-dependency-plugin")) {
                String always =
                        pom.replaceAll("(?s)<profile>(?:(?!</profile>).)*!flowex[.]without[.]tests.*?</profile>", "");
                assertFalse(
                        always.contains("<artifactId>flowex-test-support") || always.contains("<type>test-jar</type>"),
                        module);
            }
        }
    }

    private static String artifact(String module) {
        String pom = text(ROOT.resolve(module).resolve("pom.xml")).replaceAll("(?s)<parent>.*?</parent>", "");
        return found(pom, "<artifactId>(flowex-[a-z-]+)</artifactId>").getFirst();
    }

    @Test
    void everyDecisionSaysWhyAndHowWeWouldKnowItWasWrong() {
        List<Path> decisions = files("[0-9][0-9][0-9][0-9]-*.md");

        assertFalse(decisions.isEmpty());
        for (Path decision : decisions) {
            assertEquals(List.of(), missing(decision, ADR_HEADINGS), decision::toString);
        }
    }

    @Test
    void noFileIsTooLongToBeRead() {
        for (Path file : files("*.java")) {
            long lines = text(file).lines().count();
            assertTrue(lines <= LINES_MAX, () -> file + " has " + lines + " lines, more than " + LINES_MAX);
        }
    }

    /** Java keeps the types of a sealed list in one package: these three packages are one list each. */
    @Test
    void noPackageIsTooFull() {
        Map<Path, Integer> packages = new TreeMap<>();
        files("*.java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.endsWith("package-info.java"))
                .filter(file -> !SEALED_LISTS.contains(ROOT.relativize(Objects.requireNonNull(file.getParent()))
                        .toString()
                        .replaceAll(".*/com/flowex/", "")))
                .forEach(file -> packages.merge(Objects.requireNonNull(file.getParent()), 1, Integer::sum));

        assertFalse(packages.isEmpty());
        packages.forEach((folder, count) ->
                assertTrue(count <= TYPES_MAX, () -> folder + " has " + count + " types, more than " + TYPES_MAX));
    }

    /** A reader who does not know the test learns its assertion from its name: a subject and a verb. */
    @Test
    void namesOfTestsStateTheirAssertion() {
        List<String> unclear = files("*.java").stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .flatMap(file -> found(text(file), NO_SUBJECT).stream()
                        .map(name -> file.getFileName().toString().replace(".java", ".") + name))
                .toList();

        assertEquals(List.of(), unclear);
        assertEquals(
                List.of("whatIsNoAddressIsRefused", "anOrderIsToldOnce", "nobodyPays"),
                found(
                        "%1$s whatIsNoAddressIsRefused() %1$s malformedAddressIsRefused(String of) %1$s anOrderIsToldOnce()"
                                .concat(" %1$s nobodyPays() %1$s somebodysOrderIsUnknown() %1$s offersExpire()")
                                .formatted("void"),
                        NO_SUBJECT));
    }

    /** As comments of Java. Scripts of the database are never edited, so theirs stay. */
    @Test
    void commentsOfConfigurationFollowTheWording() {
        List<String> wrong = files("{*.yaml,*.yml,*.sh,*.tf,*.conf,*.toml,*.options,Dockerfile,flowex}").stream()
                .flatMap(file -> CONFIGURATION_COMMENT
                        .matcher(text(file))
                        .results()
                        .map(line -> ROOT.relativize(file) + ": " + line.group().strip()))
                .toList();

        assertEquals(List.of(), wrong);
        assertEquals(
                1,
                CONFIGURATION_COMMENT
                        .matcher("a: b\n# One. Who reads it.\n# A rule.")
                        .results()
                        .count());
    }

    @Test
    void noWorkIsLeftAsANote() {
        Pattern note = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
        for (Path file : files("*.{java,ts,tsx,sql,sh}")) {
            assertFalse(note.matcher(text(file)).find(), () -> file + " has a note of unfinished work");
        }
    }

    /** Decisions and histories name the tests of their time. */
    @Test
    void everyTestThatADocumentNamesExists() {
        Map<String, String> tests = new TreeMap<>();
        files("*Test.java")
                .forEach(file ->
                        tests.merge(file.getFileName().toString().replace(".java", ""), text(file), String::concat));
        Set<String> pages = new TreeSet<>();
        files("*.test.{ts,tsx}").forEach(file -> pages.add("/" + ROOT.relativize(file)));
        Set<String> missing = new TreeSet<>();
        int named = 0;
        for (Path document : files("*.md")) {
            String name = ROOT.relativize(document).toString();
            if (name.startsWith("docs/adr/") || name.startsWith("docs/history/") || name.equals("CHANGELOG.md")) {
                continue;
            }
            String text = text(document);
            List<MatchResult> classes = NAMED_TEST.matcher(text).results().toList();
            classes.stream()
                    .filter(test -> !isThere(test, tests.getOrDefault(test.group(1), "")))
                    .forEach(test -> missing.add(name + ": " + test.group()));
            found(text, "`([\\w./-]+\\.test\\.tsx?)`").stream()
                    .filter(page -> pages.stream().noneMatch(file -> file.endsWith("/" + page)))
                    .forEach(page -> missing.add(name + ": " + page));
            named += classes.size();
        }

        assertTrue(named > 500, "documents name tests");
        assertEquals(Set.of(), missing);
    }

    /** A name behind the class is that of a test, or of a constant. */
    private static boolean isThere(MatchResult test, String source) {
        String member = test.group(2);
        return member == null
                ? source.contains("class " + test.group(1) + " ")
                : source.contains("void " + member + "(") || source.contains(" " + member + " =");
    }

    @Test
    void noFileNamesARegistry() {
        Pattern registry =
                Pattern.compile("\"resolved\": *\"https?:|<repositories>|<pluginRepositories>|registry *= *https?:");
        for (Path file : files("{pom.xml,package-lock.json,package.json,.npmrc}")) {
            assertFalse(registry.matcher(text(file)).find(), () -> file + " names a registry");
        }
    }
}

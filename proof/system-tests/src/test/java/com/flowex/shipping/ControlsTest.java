package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every control that auditors and incident responders rely on exists. */
class ControlsTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules", ".git", "data", "dist", "planted");
    /** A few test classes of two modules share a name. */
    private static final Map<String, List<Path>> CLASSES = new HashMap<>();

    @BeforeAll
    static void findClasses() throws IOException {
        Files.walkFileTree(Shipped.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    CLASSES.computeIfAbsent(name.replace(".java", ""), _ -> new ArrayList<>())
                            .add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void everyControlNamesWhereItIsAndTheTestThatShowsIt() {
        List<List<String>> rows = rows("security/controls.md");
        List<String> wrong = new ArrayList<>();
        for (List<String> row : rows) {
            assertEquals(4, row.size(), row.toString());
            quoted(row.get(2)).filter(name -> !isThere(name)).forEach(name -> wrong.add(row.getFirst() + ": " + name));
            quoted(row.get(3)).filter(name -> !isTest(name)).forEach(name -> wrong.add(row.getFirst() + ": " + name));
            assertTrue(quoted(row.get(2)).findAny().isPresent(), () -> row.getFirst() + " says nowhere where");
            assertTrue(quoted(row.get(3)).findAny().isPresent(), () -> row.getFirst() + " has no test");
        }
        assertEquals(List.of(), wrong);
        String text = Shipped.text(Shipped.ROOT.resolve("security/controls.md"));
        for (String standard : List.of("## PCI DSS", "## SOX", "## ISO 27001", "## GDPR")) {
            assertTrue(text.contains(standard), standard);
        }
        assertTrue(rows.size() >= 40, () -> rows.size() + " controls");
    }

    @Test
    void runbookNamesOnlyExistingVerbsAndRoutes() {
        String text = Shipped.text(Shipped.ROOT.resolve("security/incidents.md"));
        String help = Shipped.text(Shipped.ROOT.resolve("build/verbs"));
        String contract = Shipped.text(Shipped.ROOT.resolve("docs/api/openapi.yaml"));
        List<String> wrong =
                quoted(text).filter(name -> !isKnown(name, help, contract)).toList();

        assertEquals(List.of(), wrong);
    }

    private static boolean isKnown(String name, String help, String contract) {
        String first = name.split(" ", 2)[0];
        if (first.equals("./flowex")) {
            return help.contains("\n" + name.split(" ", 3)[1] + " ");
        }
        if (first.equals("POST") || first.equals("PUT")) {
            return contract.contains("\n  " + name.split(" ", 2)[1] + ":\n");
        }
        if (first.startsWith("scripts/")) {
            Path script = Shipped.ROOT.resolve(first);
            return Files.isExecutable(script) && (name.equals(first) || hasVerb(script, name.split(" ", 3)[1]));
        }
        return first.startsWith("FLOWEX_")
                ? Shipped.text(Shipped.ROOT.resolve("docs/configuration.md")).contains("`" + first + "`")
                : isThere(name) || help.contains(name) || contract.contains(name);
    }

    private static boolean hasVerb(Path script, String verb) {
        return Pattern.compile("\\b" + verb + "\\b")
                .matcher(Shipped.text(script))
                .find();
    }

    /** A class, or a file or folder of the repository. */
    private static boolean isThere(String name) {
        return CLASSES.containsKey(name) || name.matches("[\\w./-]+") && Files.exists(Shipped.ROOT.resolve(name));
    }

    private static boolean isTest(String name) {
        String[] parts = name.split("\\.", 2);
        return CLASSES.getOrDefault(parts[0], List.of()).stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .anyMatch(file -> parts.length == 1 || Shipped.text(file).contains("void " + parts[1] + "("));
    }

    private static List<List<String>> rows(String file) {
        return Shipped.text(Shipped.ROOT.resolve(file))
                .lines()
                .filter(line ->
                        line.startsWith("| ") && !line.startsWith("| control ") && !line.startsWith("| article "))
                .map(line ->
                        List.of(line.substring(2, line.lastIndexOf('|')).strip().split(" \\| ", -1)))
                .toList();
    }

    private static Stream<String> quoted(String text) {
        return QUOTED.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}

package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verbs, scripts and files that {@code .github/workflows} call and read are those of this repository. */
class WorkflowsTest {

    private static final Pattern VERB = Pattern.compile("\\./flowex ([a-z-]+)");
    private static final Pattern SCRIPT = Pattern.compile("\\bscripts/[\\w-]+[.]sh");
    private static final Pattern NAME_OF_NPM = Pattern.compile("npm --prefix web run ([\\w:]+)");
    private static final Pattern FIGURES =
            Pattern.compile("proof/coverage/target/site/jacoco-aggregate/jacoco[.](\\w+)");

    @Test
    void calledVerbsScriptsAndCommandsExist() throws IOException {
        String tool = Shipped.text(Shipped.ROOT.resolve("build/verbs"));
        for (String verb : named(VERB, 1)) {
            assertTrue(tool.contains("\n" + verb + " "), verb);
        }
        for (String script : named(SCRIPT, 0)) {
            assertTrue(Files.isExecutable(Shipped.ROOT.resolve(script)), script);
        }
        JsonNode page = new ObjectMapper()
                .readTree(Shipped.ROOT.resolve("web/package.json").toFile())
                .path("scripts");
        for (String name : named(NAME_OF_NPM, 1)) {
            assertTrue(page.has(name), name);
        }
    }

    /** Seen: figures went to Codecov from a file that nothing wrote, and the step was passed over. */
    @Test
    void figuresThatTheySendAreWritten() {
        String made = Shipped.text(Shipped.ROOT.resolve("proof/coverage/pom.xml"));
        for (String format : named(FIGURES, 1)) {
            assertTrue(made.contains("<format>" + format.toUpperCase(Locale.ROOT) + "</format>"), format);
        }
    }

    private static List<String> named(Pattern pattern, int group) {
        List<String> found = Shipped.files(".github/workflows").stream()
                .map(Shipped::text)
                .flatMap(text -> matches(pattern, text))
                .map(match -> match.group(group))
                .distinct()
                .toList();
        assertFalse(found.isEmpty(), pattern.pattern());
        return found;
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}

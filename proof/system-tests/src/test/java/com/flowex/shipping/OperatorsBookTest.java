package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.platform.testing.Await;
import com.flowex.systemtests.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/operations/README.md}, typed from its first line to its last: each command ends and prints as the book shows it. The chapter of nodes
 * is typed with {@code -Dflowex.full=true}; {@code ClusterTest} knows its commands besides.
 */
@Tag("process")
@Timeout(600)
class OperatorsBookTest {

    private static final Path BOOK = Shipped.ROOT.resolve("docs/operations/README.md");
    private static final String RUN = "./flowex run";
    private static final Set<String> LONG = Set.of("Add a node, lose a node");

    /** Its required chapters, besides others. */
    private static final List<String> SECTIONS = List.of(
            "Install",
            "Configure",
            "Check its state",
            "Halt a market",
            "A stuck withdrawal",
            "Rotate keys",
            "Back up",
            "Recover",
            "Upgrade",
            "Add a node, lose a node",
            "Incident",
            "Disaster");

    @TempDir
    private Path folder;

    @Test
    void bookHasASectionWithCommandsForEachTask() {
        Set<String> documented = ConsoleBlock.of(Shipped.text(BOOK)).stream()
                .map(ConsoleBlock::section)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(SECTIONS), documented);
    }

    @Test
    void everyCommandPrintsTheOutputOfTheBook() throws IOException {
        assumeTrue(ToolRun.isHere("npm") && ToolRun.isHere("curl"), "no npm or no curl here: nothing is typed");
        TypedAt place = TypedAt.copyIn(folder).at(FreePorts.of(80));
        place.prepareDatabase();
        try (Terminal terminal = new Terminal(place)) {
            boolean isFull = Boolean.getBoolean("flowex.full");
            ConsoleBlock.of(Shipped.text(BOOK)).stream()
                    .filter(block -> isFull || !LONG.contains(block.section()))
                    .forEach(terminal::type);
            assertEquals(List.of(), terminal.wrong, () -> String.join("\n\n", terminal.wrong));
        } finally {
            place.unlink();
        }
    }

    /** One that an exchange may go on in while others are used. */
    private static final class Terminal implements AutoCloseable {

        private static final String MARK = "#### ended with ";

        /** Lines of alerts about the machine: the book shows one with time to spare and a steady clock. */
        private static final Pattern MACHINE =
                Pattern.compile("(?m)^.*AlertCheck alert(?: is over)?: part (?:cpu|clock).*\\R?");

        private final TypedAt place;
        private final List<String> wrong = new ArrayList<>();
        private TypedAt.@Nullable Running exchange;

        Terminal(TypedAt place) {
            this.place = place;
        }

        void type(ConsoleBlock block) {
            if (!block.steps().isEmpty() && block.steps().getFirst().command().endsWith(RUN)) {
                run(block.steps().getFirst());
            } else {
                block.steps().stream()
                        .filter(step -> step.command().endsWith(RUN))
                        .forEach(step -> wrong.add("not first in its block: " + step.command()));
                typeUntilReady(block.steps());
            }
            if (block.isInterrupted()) {
                interrupt();
            }
        }

        private void run(ConsoleBlock.Step step) {
            TypedAt.Running running = place.start(step.command());
            exchange = running;
            running.awaitPrinted("Ctrl-C stops it.");
            judge(step, 0, running.output());
        }

        private void interrupt() {
            assertTrue(exchange != null, "nothing goes on that Ctrl-C would end");
            exchange.end();
            exchange = null;
        }

        /** A busy machine is behind at moments, and says so in place of what the book shows; an operator asks again. */
        private void typeUntilReady(List<ConsoleBlock.Step> steps) {
            List<String> before = List.copyOf(wrong);
            Await.until(() -> {
                wrong.clear();
                wrong.addAll(before);
                typeAll(steps);
                return wrong.stream().noneMatch(each -> each.contains("printed\nstatus: limited"));
            });
        }

        /** In one shell, so that a name that one command gave is known to the next. */
        private void typeAll(List<ConsoleBlock.Step> steps) {
            String script = steps.stream()
                    .map(step -> step.command() + "\nprintf '\\n" + MARK + "%s\\n' $?\n")
                    .collect(Collectors.joining());
            List<String> parts = List.of(place.type(script).output().split(MARK, -1));
            for (int i = 0; i < steps.size(); i++) {
                if (i + 1 >= parts.size()) {
                    wrong.add(steps.get(i).command() + "\nwas not come to: " + parts.getLast());
                    return;
                }
                String printed = i == 0 ? parts.get(0) : parts.get(i).split("\n", 2)[1];
                int code = Integer.parseInt(parts.get(i + 1).lines().findFirst().orElseThrow());
                judge(steps.get(i), code, printed);
            }
        }

        private void judge(ConsoleBlock.Step step, int code, String printed) {
            String output =
                    MACHINE.matcher(place.asAtHome(printed)).replaceAll("").strip();
            if (code != step.code() || !step.isShownAs(output)) {
                // A summary of failures has the first line alone, so that line has the output too.
                wrong.add("$ " + step.command() + " ended with " + code + ": " + output.replace("\n", " | ")
                        + "\nended with " + code + " and printed\n" + output + "\nwhere the book shows\n"
                        + String.join("\n", step.shown()));
            }
        }

        @Override
        public void close() {
            if (exchange != null) {
                exchange.close();
            }
        }
    }
}

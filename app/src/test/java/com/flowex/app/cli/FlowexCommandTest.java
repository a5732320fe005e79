package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.VerbTable;
import com.flowex.app.cli.command.VerbTable.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class FlowexCommandTest {

    private final List<Verb> verbs = VerbTable.read().verbs();
    private String printed = "";

    private int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int code = FlowexCommand.run(List.of(arguments), new CommandContext(Map.of(), stream, stream));
            printed = bytes.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    @Test
    void everyVerbIsListedAndHasItsHelp() {
        assertEquals(0, run("help"), printed);
        String list = printed;
        assertEquals(0, run(), printed);
        assertEquals(list, printed);
        for (Verb verb : verbs) {
            assertTrue(list.contains("  " + verb.name() + " ") && list.contains(verb.summary()), verb.name());
            assertEquals(0, run("help", verb.name()), printed);
            assertTrue(printed.contains("./flowex " + verb.name()), printed);
            if (verb.isJava()) {
                assertEquals(0, run(verb.name(), "--help"), printed);
                assertTrue(printed.startsWith("Usage: ./flowex " + verb.name()), printed);
            }
        }
    }

    /** Writers keep errors to themselves until they are asked. */
    @Test
    void outputThatCannotBeWrittenEndsEachVerbWithALineAndAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Stream<List<String>> commands = Stream.concat(
                Stream.of(List.of("help"), List.of("completion"), List.of("config"), List.of("metrics")),
                verbs.stream().filter(Verb::isJava).map(verb -> List.of(verb.name(), "--help")));
        commands.forEach(command -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            int code = FlowexCommand.run(
                    command, new CommandContext(Map.of(), new PrintStream(full, false, StandardCharsets.UTF_8), err));
            assertEquals(CommandRunner.REFUSED, code, command::toString);
            assertTrue(
                    bytes.toString(StandardCharsets.UTF_8)
                            .endsWith(": the output is incomplete: it cannot be written\n"),
                    bytes::toString);
        });
    }

    /** Command that fails. */
    @Command(name = "failing")
    private record Failing(Exception fault) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw fault;
        }
    }

    /** The disk may be this machine's or the database's, and the fault may be wrapped. */
    @Test
    void theLastLineOfAnyCommandOnAFullDiskNamesTheDisk() {
        IOException full = new FileSystemException("/data/backup/part", null, "No space left on device");
        for (Exception fault : List.of(
                full,
                new UncheckedIOException(full),
                new IllegalStateException("the copy broke off", full),
                new SQLException("could not extend file", "53100"))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            int code = CommandRunner.run(
                    "backup", new Failing(fault), List.of(), new CommandContext(Map.of(), stream, stream));
            List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
            assertEquals(1, code, lines.toString());
            assertEquals(2, lines.size(), lines.toString());
            assertTrue(lines.getLast().startsWith("the disk is full: "), lines.toString());
        }
    }

    @Test
    void bashCompletesVerbsAndTheirCommandsAndOptions() {
        assertEquals(0, run("completion"), printed);
        for (Verb verb : verbs) {
            assertTrue(printed.contains("_flowex_" + verb.name().replace("-", "")), verb.name());
        }
        assertTrue(printed.contains("redrive") && printed.contains("--rebuild-events"));
    }

    @Test
    void aWrongVerbOrOptionIsNamedAndTheNearestOnesAreToo() {
        assertEquals(2, run("helth"));
        assertEquals(
                "Unmatched argument at index 0: 'helth'\nDid you mean: ./flowex health or ./flowex help?\n", printed);
        assertEquals(2, run("health", "--urls", "x"));
        assertTrue(printed.startsWith("Unknown option"), printed);
        assertEquals(2, run("health", "--url"));
        assertTrue(printed.contains("--url"), printed);
        assertEquals(2, run("health", "--url", "nowhere"));
        assertTrue(printed.contains("--url must be http://HOST:PORT, was \"nowhere\""), printed);
        assertEquals(2, run("restore", "--into", "x", "--nodes", "2"));
        assertTrue(printed.startsWith("--nodes must be 1, 3 or 5, was 2"), printed);
        assertEquals(2, run("verify"), "a verb of the sources");
        assertFalse(printed.isEmpty());
    }

    @Test
    void aRefusalIsOneLineWithTheCodeOfItsCommand() {
        assertEquals(2, run("verify-log", "/nowhere"));
        assertEquals(1, printed.lines().count(), printed);
        assertEquals(1, run("cluster", "status", "--dir", "/nowhere"));
        assertEquals(1, printed.lines().count(), printed);
    }
}

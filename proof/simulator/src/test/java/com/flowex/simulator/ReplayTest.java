package com.flowex.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as its user sees it: one line, an exit code, and for bad input the row and the field. */
class ReplayTest {

    private static final Path FILES =
            Repository.file("proof/simulator/src/test/resources/com/flowex/simulator/lobster");
    private static final String MESSAGES =
            FILES.resolve("two-levels-messages.csv").toString();
    private static final String BOOK = FILES.resolve("two-levels-book.csv").toString();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void aReplayEndsWithOneLineAndZero() {
        assertEquals(Replay.FINE, run("--format", "lobster", MESSAGES, "--book", BOOK));
        assertTrue(
                text(out)
                        .matches("lobster rows=20 exact=18 revealed=2 mismatches=0 fifo=3/3"
                                + " commands_per_second=[0-9]+ digest=[0-9a-f]{16}\\R"),
                text(out));
    }

    @Test
    void mismatchesEndWithOne() throws IOException {
        Path altered = Files.writeString(
                folder.resolve("altered.csv"),
                Files.readString(Path.of(MESSAGES)).replace(",5,1000100,", ",6,1000100,"));

        assertEquals(Replay.DIFFERENT, run("--format", "lobster", altered.toString(), "--book", BOOK));
        assertTrue(text(err).contains("row 3 is the first after which the books differ"), text(err));
    }

    @Test
    void withoutABookItSaysThatNothingCanBeCompared() {
        assertEquals(Replay.FINE, run("--format", "lobster", MESSAGES));
        assertTrue(text(err).contains("there is no book to compare with"), text(err));
    }

    @Test
    void optionsItDoesNotKnowEndWithTwoAndTheUsage() {
        String[][] all = {
            {},
            {"--format", "lobster"},
            {"--format"},
            {"--format", "itch", MESSAGES},
            {MESSAGES},
            {"--format", "lobster", MESSAGES, "--speed", "2"},
            {"--format", "lobster", MESSAGES, "another.csv"},
            {"--format", "lobster", MESSAGES, "--book"},
        };
        for (String[] arguments : all) {
            err.reset();

            assertEquals(Replay.BAD_INPUT, run(arguments));
            assertEquals(1, text(err).lines().count());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "two", "1001", "99999999999"})
    void levelsThatAreNoNumberOfLevelsEndWithTwo(String levels) {
        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", MESSAGES, "--book", BOOK, "--levels", levels));
        assertTrue(text(err).contains("--levels must be within 1..1000, was \"" + levels + "\""), text(err));
    }

    @Test
    void moreLevelsThanPublishedEndWithTwo() {
        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", MESSAGES, "--book", BOOK, "--levels", "3"));
        assertTrue(text(err).contains("row 1 has 2 levels, --levels asks for 3"), text(err));
    }

    @Test
    void aMissingFileEndsWithTwo() {
        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", "nowhere.csv", "--book", BOOK));
        assertTrue(text(err).contains("no such file, or not readable: nowhere.csv"), text(err));
        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", MESSAGES, "--book", folder.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "34200.1,1,7,10,5853300 | row 2 has 5 fields instead of 6",
                "x,1,7,10,5853300,1 | row 2, field time: not a time of day in seconds, was \"x\"",
                "34200.1x,1,7,10,5853300,1 | row 2, field time",
                "34200.1,8,7,10,5853300,1 | row 2, field type: not 1 to 7, was \"8\"",
                "34200.1,1,7a,10,5853300,1 | row 2, field order: not a whole number, was \"7a\"",
                "34200.1,1,7,,5853300,1 | row 2, field size: missing",
                "34200.1,1,7,0,5853300,1 | row 2, field size: not within 1..2147483647, was \"0\"",
                "34200.1,1,7,2147483648,5853300,1 | row 2, field size: not within 1..2147483647",
                "34200.1,1,7,1e3,5853300,1 | row 2, field size: not a whole number",
                "34200.1,1,7,99999999999999999999,5853300,1 | row 2, field size: not a whole number",
                "34200.1,1,7,10,-5853300,1 | row 2, field price: not within 1..4294967295, was \"-5853300\"",
                "34200.1,1,7,10,5853300,2 | row 2, field direction: not 1 or -1, was \"2\"",
                "Time,Type,Order,Size,Price,Direction | row 2, field type: not a whole number, was \"Type\"",
                "'' | row 2 has 1 fields instead of 6",
            })
    void aMalformedMessageEndsWithTwoAndNamesRowAndField(String row, String complaint) throws IOException {
        Path messages = Files.writeString(
                folder.resolve("messages.csv"), "34200.0,1,6,10,5853200,1\n" + row + "\n34200.2,1,8,10,5853300,1\n");

        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", messages.toString()));
        assertTrue(text(err).contains(messages + " " + complaint), text(err));
        assertEquals("", text(out));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5859400,200,5853300 | row 1 has 3 fields instead of 4 a level",
                "5859400,200,5853300,x | row 1, field bid size 1: not a whole number, was \"x\"",
                "5859400,-2,5853300,18 | row 1, field ask size 1: not positive, was \"-2\"",
                "-5859400,2,5853300,18 | row 1, field ask price 1",
                "5859400,2,5853300,18,5859300,2,5853200,1 | row 1, field ask price 2: not a price behind the level before",
            })
    void aMalformedBookEndsWithTwoAndNamesRowAndField(String row, String complaint) throws IOException {
        Path messages = Files.writeString(folder.resolve("messages.csv"), "34200.0,1,6,18,5853300,1\n");
        Path book = Files.writeString(folder.resolve("book.csv"), row + "\n");

        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", messages.toString(), "--book", book.toString()));
        assertTrue(text(err).contains(book + " " + complaint), text(err));
    }

    @Test
    void filesOfDifferentLengthEndWithTwo() throws IOException {
        String book = Files.readString(Path.of(BOOK));
        Path shorter = Files.writeString(folder.resolve("shorter.csv"), book.substring(0, book.indexOf('\n') + 1));
        Path longer = Files.writeString(folder.resolve("longer.csv"), book + book);

        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", MESSAGES, "--book", shorter.toString()));
        assertTrue(text(err).contains("shorter.csv ends after 1 rows"), text(err));
        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", MESSAGES, "--book", longer.toString()));
        assertTrue(text(err).contains("ends after 20 rows"), text(err));
    }

    @Test
    void anEmptyFileEndsWithTwo() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");

        assertEquals(Replay.BAD_INPUT, run("--format", "lobster", empty.toString()));
        assertTrue(text(err).contains("empty.csv is empty"), text(err));
    }

    @Test
    void windowsLineEndsAndASeventhFieldAreFine() throws IOException {
        String rows = Files.readString(Path.of(MESSAGES)).replace("\n", ",null\r\n");
        Path messages = Files.writeString(folder.resolve("messages.csv"), rows);

        assertEquals(Replay.FINE, run("--format", "lobster", messages.toString(), "--book", BOOK));
    }

    private int run(String... arguments) {
        return Replay.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package com.flowex.simulator.lobster;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LobsterReplayTest {

    @TempDir
    Path folder;

    /** Goal: levels that leave and return, partial cancels, halts and large sizes are followed without a mismatch. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,5", "4,10", "5,10", "6,50", "20261120,10"})
    void aMarketThatShowsOnlyItsBestLevelsIsFollowedExactly(long seed, int levels) throws Exception {
        Path messages = folder.resolve("messages.csv");
        Path book = folder.resolve("book.csv");
        RandomMarket.write(seed, levels, 6_000, messages, book);

        LobsterResult result = replay(messages, book, OptionalInt.empty());

        assertEquals(6_000, result.rows());
        assertEquals(0, result.mismatches());
        assertEquals(result.rows(), result.exact() + result.revealed());
        assertTrue(result.exact() > 0);
        assertTrue(result.executions() > 0);
        assertEquals(result.executions(), result.inTurn());
    }

    @Test
    void fewerLevelsThanPublishedCanBeCompared() throws Exception {
        Path messages = folder.resolve("messages.csv");
        Path book = folder.resolve("book.csv");
        RandomMarket.write(9, 10, 6_000, messages, book);

        for (int levels = 1; levels <= 10; levels++) {
            LobsterResult result = replay(messages, book, OptionalInt.of(levels));

            assertEquals(0, result.mismatches(), levels + " levels");
            assertEquals(result.executions(), result.inTurn(), levels + " levels");
        }
    }

    @Test
    void theSameFilesGiveTheSameDigest() throws Exception {
        Path messages = folder.resolve("messages.csv");
        Path book = folder.resolve("book.csv");
        RandomMarket.write(8, 5, 2_000, messages, book);

        assertEquals(
                replay(messages, book, OptionalInt.empty()).digest(),
                replay(messages, book, OptionalInt.empty()).digest());
    }

    @Test
    void aPartialCancelKeepsThePlaceInTheQueueAndALevelThatReturnsIsOneAnonymousOrder() throws Exception {
        Path messages = resource("two-levels-messages.csv");

        LobsterResult result = replay(messages, resource("two-levels-book.csv"), OptionalInt.empty());

        assertEquals(
                "lobster rows=20 exact=18 revealed=2 mismatches=0 fifo=3/3",
                result.line().replaceFirst(" commands_per_second.*", ""));
    }

    /** Hidden deletions may still stand before an order that trades: its turn cannot be known then. */
    @Test
    void withoutABookOrdersThatMustBeGoneAreForgotten() throws Exception {
        Path messages = folder.resolve("messages.csv");
        RandomMarket.write(7, 5, 4_000, messages, folder.resolve("book.csv"));

        LobsterResult result = new LobsterReplay(nowhere()).replay(messages);

        assertEquals(4_000, result.rows());
        assertEquals(0, result.exact() + result.revealed() + result.mismatches());
        assertTrue(result.inTurn() > result.executions() * 9 / 10, result.line());
    }

    /** Goal: no wrong size goes unnoticed. Method: every size of the small file that names an order, one at a time. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1, 7})
    void anyAlteredSizeIsAMismatchAndAnotherDigest(int by) throws Exception {
        Path book = resource("two-levels-book.csv");
        List<String> rows = Files.readAllLines(resource("two-levels-messages.csv"));
        String digest = replay(resource("two-levels-messages.csv"), book, OptionalInt.empty())
                .digest();

        List<Integer> altered = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            String[] fields = rows.get(i).split(",");
            long size = Long.parseLong(fields[3]) + by;
            if (Integer.parseInt(fields[1]) > 4 || size < 1) {
                continue;
            }
            fields[3] = Long.toString(size);
            altered.add(i + 1);
            LobsterResult result = replay(withRow(rows, i, String.join(",", fields)), book, OptionalInt.empty());

            String row = "row " + (i + 1);
            assertAll(
                    row, () -> assertNotEquals(0, result.mismatches()), () -> assertNotEquals(digest, result.digest()));
        }
        assertTrue(altered.size() > 10);
    }

    @Test
    void anAlteredPriceSideOrKindIsAMismatch() throws Exception {
        Path book = resource("two-levels-book.csv");
        List<String> rows = Files.readAllLines(resource("two-levels-messages.csv"));

        assertAll(
                () -> assertNotEquals(0, mismatches(withField(rows, 2, 4, "999700"), book)),
                () -> assertNotEquals(0, mismatches(withField(rows, 2, 5, "1"), book)),
                () -> assertNotEquals(0, mismatches(withField(rows, 2, 1, "3"), book)),
                () -> assertNotEquals(0, mismatches(withField(rows, 3, 4, "999900"), book)),
                () -> assertNotEquals(0, mismatches(withField(rows, 3, 1, "5"), book)));
    }

    @Test
    void evenAFieldThatChangesNoBookChangesTheDigest() throws Exception {
        Path book = resource("two-levels-book.csv");
        List<String> rows = Files.readAllLines(resource("two-levels-messages.csv"));
        LobsterResult recorded = replay(resource("two-levels-messages.csv"), book, OptionalInt.empty());
        LobsterResult later = replay(withField(rows, 1, 0, "34200.5"), book, OptionalInt.empty());

        assertEquals(0, later.mismatches());
        assertNotEquals(recorded.digest(), later.digest());
    }

    @Test
    void anAlteredBookIsAMismatchOnce() throws Exception {
        List<String> rows = Files.readAllLines(resource("two-levels-book.csv"));
        Path book = withField(rows, 4, 1, "12");

        LobsterResult result = replay(resource("two-levels-messages.csv"), book, OptionalInt.empty());

        assertEquals(2, result.mismatches(), "once when it differs, once when it is right again");
    }

    private long mismatches(Path messages, Path book) throws BadInputException, IOException {
        return replay(messages, book, OptionalInt.empty()).mismatches();
    }

    private Path withField(List<String> rows, int index, int field, String value) throws IOException {
        String[] fields = rows.get(index).split(",");
        fields[field] = value;
        return withRow(rows, index, String.join(",", fields));
    }

    private Path withRow(List<String> rows, int index, String row) throws IOException {
        List<String> altered = new ArrayList<>(rows);
        altered.set(index, row);
        return Files.write(Files.createTempFile(folder, "altered", ".csv"), altered);
    }

    private static Path resource(String name) {
        return Repository.file("proof/simulator/src/test/resources/com/flowex/simulator/lobster")
                .resolve(name);
    }

    private static LobsterResult replay(Path messages, Path book, OptionalInt levels)
            throws BadInputException, IOException {
        return new LobsterReplay(nowhere()).replay(messages, book, levels);
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}

package com.flowex.simulator.lobster;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first 49 seconds of Apple on 2012-06-21 as Nasdaq published them. The data is not ours to commit: where it is not
 * beside the project, these tests are skipped and say so.
 */
class AppleFlowTest {

    private static final String FOLDER = "shared/data/lobster-aapl-l10-head";
    private static final String NAME = "AAPL_2012-06-21_34200000_57600000_";

    @TempDir
    Path folder;

    private final Path messages = file("message_10.csv");
    private final Path book = file("orderbook_10.csv");

    @Test
    void engineReproducesTheRecordedMarket() throws Exception {
        assertEquals(
                "lobster rows=999 exact=681 revealed=318 mismatches=0 fifo=90/90",
                replay(messages).line().replaceFirst(" commands_per_second.*", ""));
    }

    @Test
    void oneAlteredRowIsAMismatchAndAnotherDigest() throws Exception {
        List<String> rows = Files.readAllLines(messages);
        String recorded = replay(messages).digest();
        for (int i = 1; i < rows.size(); i += 83) {
            String[] fields = rows.get(i).split(",");
            if (fields[1].equals("5")) {
                continue;
            }
            fields[3] = Long.toString(Long.parseLong(fields[3]) + 1);
            List<String> altered = new ArrayList<>(rows);
            altered.set(i, String.join(",", fields));
            LobsterResult result = replay(Files.write(folder.resolve("altered.csv"), altered));

            assertAll(
                    "row " + (i + 1),
                    () -> assertNotEquals(0, result.mismatches()),
                    () -> assertNotEquals(recorded, result.digest()));
        }
    }

    private LobsterResult replay(Path from) throws BadInputException, IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new LobsterReplay(nowhere).replay(from, book, OptionalInt.empty());
    }

    private static Path file(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(FOLDER).resolve(NAME + name);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        return Assumptions.abort("skipped: no " + FOLDER + " beside this project");
    }
}

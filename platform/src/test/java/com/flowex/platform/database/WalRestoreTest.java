package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.WalRestore.WalMismatchException;
import com.flowex.platform.testing.SyntheticWal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that continue a whole backup begun in segment 3, and segments that do not. */
class WalRestoreTest {

    private static final int HALF = SyntheticWal.SEGMENT / 2;

    @TempDir
    private Path folder;

    private WalRestore log;

    @BeforeEach
    void copy() throws IOException {
        log = new WalRestore(SyntheticWal.copy(folder, 3));
    }

    private void put(int number, byte[] bytes) throws IOException {
        log.put(SyntheticWal.file(number), new ByteArrayInputStream(bytes));
    }

    private byte[] there(int number) throws IOException {
        return Files.readAllBytes(SyntheticWal.file(folder, number));
    }

    private WalMismatchException refused(int number, byte[] bytes, String reason) {
        WalMismatchException refusal = assertThrows(WalMismatchException.class, () -> put(number, bytes));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::getMessage);
        assertFalse(Files.exists(folder.resolve("segment.part")));
        return refusal;
    }

    @Test
    void incrementStartsWithTheLastSegmentOfItsPredecessor() throws IOException {
        log.begin();
        put(2, SyntheticWal.segment(2));
        put(3, SyntheticWal.switched(3));
        put(4, SyntheticWal.cut(4, HALF));
        log.begin();
        put(4, SyntheticWal.segment(4));
        put(5, SyntheticWal.cut(5, SyntheticWal.PAGE));
        log.begin();
        put(5, SyntheticWal.cut(5, HALF));
        assertArrayEquals(SyntheticWal.switched(3), there(3), "the whole backup's own is replaced");
        assertArrayEquals(SyntheticWal.segment(4), there(4));
        assertArrayEquals(SyntheticWal.cut(5, HALF), there(5));
    }

    @Test
    void aMissingIncrementIsNamedByItsSegments() throws IOException {
        assertTrue(refused(
                        4,
                        SyntheticWal.segment(4),
                        "from the end of the whole backup, which begins in segment " + SyntheticWal.file(3)
                                + ", up to segment " + SyntheticWal.file(4))
                .isGap());
        put(3, SyntheticWal.segment(3));
        put(4, SyntheticWal.cut(4, HALF));
        log.begin();
        for (int next = 5; next <= 6; next++) {
            assertTrue(refused(
                            next,
                            SyntheticWal.segment(next),
                            "missing from within segment " + SyntheticWal.file(4) + " up to segment "
                                    + SyntheticWal.file(next))
                    .isGap());
        }
        put(4, SyntheticWal.segment(4));
        assertFalse(refused(6, SyntheticWal.segment(6), "from within segment " + SyntheticWal.file(4))
                .isGap());
    }

    /** Goal: backups of earlier versions, whose increments begin at the next segment if one ended with a segment. */
    @Test
    void anIncrementThatEndsWithItsSegmentIsContinuedByTheNextSegment() throws IOException {
        put(3, SyntheticWal.segment(3));
        log.begin();
        put(4, SyntheticWal.switched(4));
        log.begin();
        put(5, SyntheticWal.cut(5, SyntheticWal.SEGMENT - SyntheticWal.PAGE));
        log.begin();
        refused(6, SyntheticWal.segment(6), "from within segment " + SyntheticWal.file(5));
    }

    @Test
    void segmentOfAnotherServerOrTimelineIsRefused() throws IOException {
        assertFalse(refused(
                        3,
                        SyntheticWal.strange(3),
                        "its system identifier is 18446744073709551612, that of the"
                                + " whole backup is 18446744073709551613")
                .isGap());
        refused(3, SyntheticWal.segment(4), "has the contents of segment " + SyntheticWal.file(4));
        refused(3, Arrays.copyOf(SyntheticWal.segment(3), HALF), "has 16384 bytes, one of the whole backup has 32768");
        refused(3, new byte[SyntheticWal.SEGMENT], "does not begin with the header of a segment");
        byte[] older = SyntheticWal.segment(3);
        older[0]++;
        refused(3, older, "another version");
        String file = SyntheticWal.file(3).replaceFirst("1", "2");
        String reason = assertThrows(
                        WalMismatchException.class,
                        () -> log.put(file, new ByteArrayInputStream(SyntheticWal.segment(3))))
                .getMessage();
        assertTrue(String.valueOf(reason).contains("is of timeline 2, the whole backup is of timeline 1"), reason);
        assertArrayEquals(SyntheticWal.segment(3), there(3));
    }

    @Test
    void aSegmentThatIsThereTwiceHasTheSameBytesUpToTheEndOfTheShorterOne() throws IOException {
        put(3, SyntheticWal.cut(3, HALF));
        log.begin();
        put(3, SyntheticWal.cut(3, SyntheticWal.PAGE));
        assertArrayEquals(SyntheticWal.cut(3, HALF), there(3), "the longer one stays");
        byte[] another = SyntheticWal.segment(3);
        another[100]++;
        refused(3, another, "is there twice, with different bytes from byte 100 on");
        assertArrayEquals(SyntheticWal.cut(3, HALF), there(3));
    }

    @Test
    void fileOutsideTheWalIsRefused() throws IOException {
        for (String name : new String[] {"../../password", "00000002.history", SyntheticWal.file(3) + ".partial"}) {
            String reason = assertThrows(IOException.class, () -> log.put(name, new ByteArrayInputStream(new byte[1])))
                    .getMessage();
            assertEquals("no file of PostgreSQL's log: " + name, reason);
        }
        assertThrows(IOException.class, () -> new WalRestore(folder.resolve("none")));
    }
}

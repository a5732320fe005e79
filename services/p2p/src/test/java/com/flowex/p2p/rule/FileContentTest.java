package com.flowex.p2p.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Goal: a file is what its bytes say from the first to the last, whatever its name says. */
class FileContentTest {

    private static final String PNG = "\u0089PNG\r\n\u001a\n0000IHDR pixels 0000IEND\u00aeB`\u0082";
    private static final String JPEG = "\u00ff\u00d8\u00ff\u00e0 JFIF pixels \u00ff\u00d9";
    private static final String PDF = "%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n";

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Checks a file that comes in pieces of some bytes. */
    private static Optional<String> fault(String content, int pieceBytes) {
        byte[] all = bytes(content);
        FileContent check = new FileContent(FileType.of(all).orElseThrow());
        for (int at = 0; at < all.length; at += pieceBytes) {
            check.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + pieceBytes)));
        }
        return check.fault();
    }

    @Test
    void thePictureAndReceiptThatPeopleSendAreTakenWhereverTheyAreCut() {
        for (String good : new String[] {PNG, JPEG, JPEG + " trailer of a phone", PDF}) {
            for (int piece : new int[] {1, 3, 7, 1_000}) {
                assertEquals(Optional.empty(), fault(good, piece), good);
            }
        }
    }

    @Test
    void unsupportedFileHasNoType() {
        for (String other : new String[] {
            "",
            "<svg xmlns='http://www.w3.org/2000/svg'>",
            "<html>",
            "GIF89a",
            "PK\u0003\u0004",
            "#!/bin/sh",
            "\u0089PN"
        }) {
            assertEquals(Optional.empty(), FileType.of(bytes(other)), other);
        }
    }

    /** A polyglot is a picture to who looks at it, and a page or an archive to who opens it. */
    @Test
    void aFileOfTwoKindsAndOneThatIsCutOffAreRefused() {
        String[] bad = {
            PNG + "<html>",
            PNG.replace("pixels", "<ScRiPt>alert(1)"),
            JPEG.replace("pixels", "<svg onload=x>"),
            JPEG + "PK\u0005\u0006 archive",
            JPEG + PDF,
            PDF + "<!DOCTYPE html>",
            PNG.substring(0, PNG.length() - 1),
            JPEG.substring(0, JPEG.length() - 1),
            "%PDF-1.7 cut off"
        };
        for (String each : bad) {
            for (int piece : new int[] {1, 5, 1_000}) {
                assertTrue(fault(each, piece).isPresent(), each);
            }
        }
    }

    @Test
    void aNameLosesFoldersMarkupAndEveryEndingButThatOfTheType() {
        assertEquals("receipt.png", FileType.PNG.named("receipt.exe"));
        assertEquals("passwd.pdf", FileType.PDF.named("../../etc/passwd"));
        assertEquals("evil.jpg", FileType.JPEG.named("C:\\temp\\evil.jpg.html"));
        assertEquals("_script_.png", FileType.PNG.named("<script>.svg"));
        assertEquals("file.png", FileType.PNG.named(".htaccess"));
        assertEquals("رسید ۱.pdf", FileType.PDF.named("رسید ۱.pdf"));
        assertEquals("a_b_.png", FileType.PNG.named("a\r\nb\u202e".replace("\r\n", "\n")));
    }
}

package com.flowex.p2p.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Check of a whole file, piece by piece: it ends as its type does, and holds the beginning of no other kind of file. A
 * file of two kinds is one thing to who looks at it and another to who opens it.
 */
public final class FileContent {

    /** Beginnings of pages, scripts and archives that no picture and no receipt needs; in lower case. */
    private static final List<byte[]> FOREIGN = List.of(
            bytes("<script"),
            bytes("<html"),
            bytes("<svg"),
            bytes("<!doctype"),
            bytes("<?php"),
            bytes("pk\u0005\u0006"),
            bytes("rar!\u001a\u0007"),
            bytes("7z\u00bc\u00af'\u001c"));

    private static final byte[] PNG_END = {0x49, 0x45, 0x4E, 0x44, (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final byte[] JPEG_END = {(byte) 0xFF, (byte) 0xD9};
    private static final byte[] PDF_END = bytes("%%EOF");
    private static final byte[] PDF_BEGIN = bytes("%pdf-");

    /** Bytes at the end of a PDF file in which its end mark stands. */
    private static final int TAIL_BYTES = 1_024;

    private final FileType type;
    private final MessageDigest digest = Sha256.fresh();
    private byte[] tail = new byte[0];
    private boolean isForeign;
    private boolean hasEnd;

    public FileContent(FileType type) {
        this.type = type;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Takes the next bytes. */
    public void add(byte[] piece) {
        digest.update(piece);
        byte[] seen = Arrays.copyOf(tail, tail.length + piece.length);
        System.arraycopy(piece, 0, seen, tail.length, piece.length);
        byte[] lower = lower(seen);
        isForeign |=
                FOREIGN.stream().anyMatch(each -> isIn(lower, each)) || type != FileType.PDF && isIn(lower, PDF_BEGIN);
        hasEnd |= type == FileType.JPEG && isIn(seen, JPEG_END);
        tail = Arrays.copyOfRange(seen, Math.max(0, seen.length - TAIL_BYTES), seen.length);
    }

    private static byte[] lower(byte[] content) {
        byte[] lower = content.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (byte) (lower[i] + ('a' - 'A'));
            }
        }
        return lower;
    }

    private static boolean isIn(byte[] content, byte[] part) {
        for (int i = 0; i <= content.length - part.length; i++) {
            if (content[i] == part[0] && Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the reason to refuse the file, now that all of it was taken; empty if it is good. */
    public Optional<String> fault() {
        if (isForeign) {
            return Optional.of(
                    "nothing but " + type.name().toUpperCase(Locale.ROOT) + ": it holds another kind of file");
        }
        boolean ends =
                switch (type) {
                    case PNG ->
                        tail.length >= PNG_END.length
                                && Arrays.equals(
                                        tail, tail.length - PNG_END.length, tail.length, PNG_END, 0, PNG_END.length);
                    case JPEG -> hasEnd;
                    case PDF -> isIn(tail, PDF_END);
                };
        return ends ? Optional.empty() : Optional.of("whole: it does not end as a " + type.name() + " file does");
    }

    /** Returns the SHA-256 of all bytes. To be called once. */
    public byte[] hash() {
        return digest.digest();
    }
}

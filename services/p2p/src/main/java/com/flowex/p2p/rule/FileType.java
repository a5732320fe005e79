package com.flowex.p2p.rule;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Type of a file in a chat, by its first bytes. */
public enum FileType {
    PNG("image/png", "png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "jpg", "\u00ff\u00d8\u00ff"),
    PDF("application/pdf", "pdf", "%PDF-");

    private final String mediaType;
    private final String ending;
    /** First bytes, one for each character. */
    private final String begin;

    FileType(String mediaType, String ending, String begin) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.begin = begin;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Returns the type of a media type. */
    public static Optional<FileType> ofMediaType(String mediaType) {
        return Stream.of(values())
                .filter(each -> each.mediaType.equals(mediaType))
                .findFirst();
    }

    /** Returns the type by the first bytes; empty if it is none of these. */
    public static Optional<FileType> of(byte[] content) {
        return Stream.of(values()).filter(each -> each.begins(content)).findFirst();
    }

    private boolean begins(byte[] content) {
        return content.length >= begin.length()
                && new String(content, 0, begin.length(), StandardCharsets.ISO_8859_1).equals(begin);
    }

    /**
     * Returns a name that is safe to save: without folders, control and format characters, and signs of markup, and with
     * the ending of this type alone.
     */
    public String named(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = last.indexOf('.');
        StringBuilder clean = new StringBuilder();
        (dot < 0 ? last : last.substring(0, dot))
                .codePoints()
                .map(each -> Character.isLetterOrDigit(each) || "-_ ()".indexOf(each) >= 0 ? each : '_')
                .forEach(clean::appendCodePoint);
        String stem = clean.toString().strip();
        return (stem.isEmpty() ? "file" : stem) + "." + ending;
    }
}

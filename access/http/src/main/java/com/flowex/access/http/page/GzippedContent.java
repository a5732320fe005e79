package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Content with its gzipped form, for clients that accept it.
 *
 * @param content content as it is
 * @param packed gzipped content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy for each answer would be wasted
public record GzippedContent(byte[] content, byte[] packed) {

    static GzippedContent of(byte[] content) {
        return new GzippedContent(content, pack(content));
    }

    /** Returns true if compression saves at least a tenth, as it does not for images and fonts. */
    boolean isWorthIt() {
        return packed.length < content.length / 10 * 9;
    }

    Answer answer(String contentType, Request request) {
        if (!isWorthIt()) {
            return Answer.bytes(200, contentType, content);
        }
        boolean zip = isAskedFor(request.header("Accept-Encoding").orElse(""));
        Answer answer = Answer.bytes(200, contentType, zip ? packed : content);
        if (zip) {
            answer.header("Content-Encoding", "gzip");
        }
        return answer.header("Vary", "Accept-Encoding");
    }

    /** Returns true if a list such as {@code br, gzip;q=0.8} permits gzip. */
    public static boolean isAskedFor(String accepted) {
        for (String each : accepted.split(",", -1)) {
            String[] parts = each.strip().split(";", 2);
            boolean named = parts[0].strip().equalsIgnoreCase("gzip")
                    || parts[0].strip().equals("*");
            boolean never = parts.length == 2 && parts[1].replace(" ", "").matches("q=0(\\.0{0,3})?");
            if (named && !never) {
                return true;
            }
        }
        return false;
    }

    /** Compresses content that is sent often. */
    private static byte[] pack(byte[] content) {
        return pack(content, Deflater.DEFAULT_COMPRESSION);
    }

    /** Compresses content for one answer. */
    public static byte[] packFast(byte[] content) {
        return pack(content, Deflater.BEST_SPEED);
    }

    private static final class Packing extends GZIPOutputStream {
        Packing(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }

    private static byte[] pack(byte[] content, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream zip = new Packing(bytes, level)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}

package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Content in the codings that are worth it, for clients that accept them. Immutable. */
public final class EncodedContent {

    private final byte[] content;
    private final Map<ContentCoding, byte[]> encoded;

    private EncodedContent(byte[] content, Map<ContentCoding, byte[]> encoded) {
        this.content = content;
        this.encoded = encoded;
    }

    /** Returns the content with a gzipped form where that saves at least a tenth, as it does not for images and fonts. */
    static EncodedContent gzipped(byte[] content) {
        Map<ContentCoding, byte[]> encoded = new EnumMap<>(ContentCoding.class);
        byte[] packed = pack(content, Deflater.DEFAULT_COMPRESSION);
        if (packed.length < content.length / 10 * 9) {
            encoded.put(ContentCoding.GZIP, packed);
        }
        return new EncodedContent(content, encoded);
    }

    /** @param encoded the same content in each of these codings; kept as it is */
    static EncodedContent of(byte[] content, Map<ContentCoding, byte[]> encoded) {
        return new EncodedContent(content, encoded);
    }

    /** Returns the coding in which this client is sent the content. */
    ContentCoding codingFor(Request request) {
        return ContentCoding.best(request.header("Accept-Encoding").orElse(""), encoded.keySet());
    }

    /** Returns the content in the coding for this client. */
    Answer answer(String contentType, Request request) {
        ContentCoding coding = codingFor(request);
        Answer answer = Answer.bytes(200, contentType, encoded.getOrDefault(coding, content));
        if (coding != ContentCoding.IDENTITY) {
            answer.header("Content-Encoding", coding.token());
        }
        return varying(answer);
    }

    /** Notes in an answer that clients which accept other codings get another one. */
    Answer varying(Answer answer) {
        return encoded.isEmpty() ? answer : answer.header("Vary", "Accept-Encoding");
    }

    /** Returns gzipped content for one answer. */
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

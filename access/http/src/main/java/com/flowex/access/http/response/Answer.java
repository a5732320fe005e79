package com.flowex.access.http.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Response of an endpoint. */
public final class Answer {

    /** Body of a response. */
    public sealed interface Body {
        /** No body. */
        record None() implements Body {}

        /** Record, list or map, written as JSON. */
        record Value(Object value) implements Body {}

        /** Lines that are generated while they are sent. */
        record Lines(String contentType, Writing writing) implements Body {}

        /** Bytes as they are; they are not copied, so they must not change later. */
        @SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of a file would be wasted
        record Bytes(String contentType, byte[] content) implements Body {}
    }

    /** Writer of a body, piece by piece. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** The schema Done of docs/api/openapi.yaml. */
    private record Done(boolean done, long sequence, String detail) {}

    private final int status;
    private final Body body;
    private final Map<String, String> headers = LinkedHashMap.newLinkedHashMap(2);

    private Answer(int status, Body body) {
        this.status = status;
        this.body = body;
    }

    public static Answer ok(Object value) {
        return of(200, value);
    }

    public static Answer created(Object value) {
        return of(201, value);
    }

    /**
     * Returns 202: the command is done, but the view does not show its result yet.
     *
     * @param done text that says what was done, as the beginning of a sentence
     * @param sequence number of its last event
     */
    public static Answer done(String done, long sequence) {
        return of(202, new Done(true, sequence, done + "; what it looks like now is not shown yet"));
    }

    public static Answer noContent() {
        return new Answer(204, new Body.None());
    }

    public static Answer of(int status, Object value) {
        return new Answer(status, new Body.Value(value));
    }

    public static Answer bytes(int status, String contentType, byte[] content) {
        return new Answer(status, new Body.Bytes(contentType, content));
    }

    /** Returns a response that is too long to be built at once; once it has begun, a failure can only cut it off. */
    public static Answer lines(String contentType, Writing writing) {
        return new Answer(200, new Body.Lines(contentType, writing));
    }

    /** Returns 304: the client's copy is current. */
    public static Answer notModified() {
        return new Answer(304, new Body.None());
    }

    /** Adds a header. */
    public Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public Body body() {
        return body;
    }

    public Map<String, String> headers() {
        return headers;
    }
}

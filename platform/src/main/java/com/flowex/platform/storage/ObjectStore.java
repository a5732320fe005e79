package com.flowex.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Store of objects by name. A name is one to 900 characters of letters, digits, {@code . _ - =} and slashes; no part
 * between slashes is empty or begins with a dot. Every call with an invalid name throws {@link
 * IllegalArgumentException}.
 *
 * <p>Thread-safe. The message of an {@link IOException} names the store's URL or the object.
 */
public interface ObjectStore extends AutoCloseable {

    /** Writer of an object's bytes; the store ends the stream, and closing it has no effect. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Puts an object and replaces an object of the same name. It is durable when this returns; if this throws, the
     * former object is still there.
     */
    void put(String name, Content content) throws IOException;

    /** Puts the rest of a stream; the stream stays open. */
    default void put(String name, InputStream content) throws IOException {
        put(name, content::transferTo);
    }

    /** Puts a file's bytes as they are. */
    default void put(String name, Path file) throws IOException {
        put(name, out -> Files.copy(file, out));
    }

    /**
     * Returns the bytes of an object. Only the read of the end proves that they are those that were put; a caller that
     * stops before has no proof.
     *
     * @throws MissingObjectException if there is none
     * @throws DamagedObjectException here or from a read, if it is cut, changed or not of this store
     */
    InputStream get(String name) throws IOException;

    /**
     * Returns the objects whose name begins with a prefix, ordered by the characters of their names. An empty prefix
     * lists all.
     */
    List<StoredObject> list(String prefix) throws IOException;

    /**
     * Returns the size of an object, in bytes.
     *
     * @throws MissingObjectException if there is none
     */
    long size(String name) throws IOException;

    boolean exists(String name) throws IOException;

    /** Removes an object; it does nothing if the object does not exist. */
    void delete(String name) throws IOException;

    /** Returns the store's location for people, without secrets. */
    String url();

    @Override
    void close();
}

package com.flowex.ground.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Objects by name. A name is one to 900 characters of letters, digits, {@code . _ - =} and slashes; no part between slashes
 * is empty or begins with a dot. Every call of a name that is none throws {@link IllegalArgumentException}.
 *
 * <p>Safe for several threads. An {@link IOException} of a store says its URL or the object.
 */
public interface ObjectStore extends AutoCloseable {

    /** Writes the bytes of an object; the stream is ended by the store, closing it does nothing. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Puts an object in the place of what has its name. It is there, durably, when this returns; if this throws, what was there
     * before is there still.
     */
    void put(String name, Content content) throws IOException;

    /** Puts what a stream has left; the stream stays open. */
    default void put(String name, InputStream content) throws IOException {
        put(name, content::transferTo);
    }

    /** Puts a file's bytes as they are. */
    default void put(String name, Path file) throws IOException {
        put(name, out -> Files.copy(file, out));
    }

    /**
     * The bytes of an object. The last read tells whether they are those that were put: who does not read to the end knows
     * nothing of them.
     *
     * @throws MissingObjectException if there is none
     * @throws DamagedObjectException here or from a read, if it is cut, changed or not of this store
     */
    InputStream get(String name) throws IOException;

    /** Objects whose name begins so, by name in the order of their characters. An empty prefix lists all. */
    List<StoredObject> list(String prefix) throws IOException;

    /**
     * The bytes of an object.
     *
     * @throws MissingObjectException if there is none
     */
    long size(String name) throws IOException;

    boolean exists(String name) throws IOException;

    /** Removes an object; nothing if it is not there. */
    void delete(String name) throws IOException;

    /** Where it is, without secrets, for people. */
    String url();

    @Override
    void close();
}

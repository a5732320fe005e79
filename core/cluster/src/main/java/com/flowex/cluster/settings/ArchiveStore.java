package com.flowex.cluster.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Store of archived events: a directory, or an object store elsewhere. An object exists whole or not at all, and never
 * changes; several nodes may write the same one.
 */
public interface ArchiveStore {

    /**
     * Stores the bytes of a file under a name; an existing object stays.
     *
     * @throws IOException if it was not stored, or the result is unknown
     */
    void put(String name, Path file) throws IOException;

    /**
     * Opens an object for reading.
     *
     * @throws IOException if there is no such object, it cannot be reached, or its bytes are not those that were put
     */
    InputStream open(String name) throws IOException;

    /** Returns all names with this prefix, in alphabetical order. */
    List<String> names(String prefix) throws IOException;
}

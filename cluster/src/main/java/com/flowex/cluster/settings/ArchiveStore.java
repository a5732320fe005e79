package com.flowex.cluster.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Where archived events are kept: a folder, or a store of objects elsewhere. An object is there whole or not at all, and never changes;
 * several nodes may write the same one.
 */
public interface ArchiveStore {

    /**
     * Keeps the bytes of a file under a name; one that is there already stays.
     *
     * @throws IOException if it is not kept, or nobody knows
     */
    void put(String name, Path file) throws IOException;

    /**
     * Reads one.
     *
     * @throws IOException if there is none, it cannot be reached, or its bytes are not those that were put
     */
    InputStream open(String name) throws IOException;

    /** The names of all that begin so, in the order of their letters. */
    List<String> names(String prefix) throws IOException;
}

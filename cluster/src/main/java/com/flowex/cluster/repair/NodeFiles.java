package com.flowex.cluster.repair;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Takes the files of a node's copy, one after the other. */
interface NodeFiles {

    /**
     * Takes one.
     *
     * @param name within the node's folder
     * @param from its bytes, from the beginning
     * @param length how many of them count
     * @param wholeLength of the copy: what is behind those that count is a hole
     */
    void take(String name, FileChannel from, long length, long wholeLength) throws IOException;

    /** Nothing comes after the last. */
    void end() throws IOException;

    /** The names of its folders. */
    static Path inside(Path node, String name) throws IOException {
        Path file = node.resolve(name).normalize();
        if (!file.startsWith(node) || file.equals(node)) {
            throw new IOException("a copy of a node has no file " + name);
        }
        return file;
    }
}

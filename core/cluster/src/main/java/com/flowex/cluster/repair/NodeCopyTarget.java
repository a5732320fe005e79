package com.flowex.cluster.repair;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Receiver of the files of a node's copy, in order. */
interface NodeCopyTarget {

    /**
     * Receives one file.
     *
     * @param name name within the node's directory
     * @param from source of its bytes, from the beginning
     * @param length number of bytes to copy
     * @param wholeLength length of the copied file; the part behind the copied bytes is a hole
     */
    void take(String name, FileChannel from, long length, long wholeLength) throws IOException;

    /** Ends the copy after the last file. */
    void end() throws IOException;

    /** Returns the path of a file inside the node's directory. */
    static Path inside(Path node, String name) throws IOException {
        Path file = node.resolve(name).normalize();
        if (!file.startsWith(node) || file.equals(node)) {
            throw new IOException("a copy of a node has no file " + name);
        }
        return file;
    }
}

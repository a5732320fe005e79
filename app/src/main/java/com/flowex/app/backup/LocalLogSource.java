package com.flowex.app.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.NodeBackup;
import java.io.IOException;
import java.nio.file.Path;

/** Log of the node in the data directory itself. */
public record LocalLogSource(Path data) implements LogSource {

    @Override
    public LogEnd copy(Path into) throws IOException {
        NodeBackup.copy(data, into.resolve("node"));
        return LogEnd.of(into);
    }

    @Override
    public LogRange since(long position, Path stage) throws IOException {
        return LogRange.of(data, position);
    }

    @Override
    public long sequence() throws IOException {
        return LogEnd.of(data).sequence();
    }
}

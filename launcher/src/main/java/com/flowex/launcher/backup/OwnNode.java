package com.flowex.launcher.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogStretch;
import com.flowex.cluster.repair.NodeBackup;
import java.io.IOException;
import java.nio.file.Path;

/** Log of the node in the data directory itself. */
public record OwnNode(Path data) implements CopiedLog {

    @Override
    public LogEnd copy(Path into) throws IOException {
        NodeBackup.copy(data, into.resolve("node"));
        return LogEnd.of(into);
    }

    @Override
    public LogStretch since(long position, Path stage) throws IOException {
        return LogStretch.of(data, position);
    }

    @Override
    public long sequence() throws IOException {
        return LogEnd.of(data).sequence();
    }
}

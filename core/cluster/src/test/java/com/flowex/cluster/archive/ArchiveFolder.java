package com.flowex.cluster.archive;

import com.flowex.cluster.settings.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** An archive in a folder of the test's, which may be gone. */
public final class ArchiveFolder implements ArchiveStore {
    private final Path root;
    private volatile boolean isGone;

    public ArchiveFolder(Path root) {
        this.root = root;
    }

    /** From now on nothing can be asked of it. */
    public void setGone(boolean gone) {
        isGone = gone;
    }

    public List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public void put(String name, Path file) throws IOException {
        requireThere();
        Path to = root.resolve(name);
        Files.createDirectories(to.getParent());
        Path draft = to.resolveSibling("draft" + ProcessHandle.current().pid());
        Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public InputStream open(String name) throws IOException {
        requireThere();
        return Files.newInputStream(root.resolve(name));
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        requireThere();
        return files().stream()
                .map(file -> String.valueOf(root.relativize(file)))
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private void requireThere() throws IOException {
        if (isGone) {
            throw new IOException("the store cannot be reached");
        }
    }
}

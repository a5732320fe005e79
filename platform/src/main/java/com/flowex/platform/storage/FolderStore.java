package com.flowex.platform.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Store in a folder, with a file for each object; an unfinished file has a name that no object can have. */
final class FolderStore implements ObjectStore {

    private static final String INCOMING = ".incoming";
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int BUFFER_BYTES = 64 * 1_024;

    private final Path root;
    private final Path incoming;

    /** Creates the folder if it does not exist, and removes unfinished files more than a day old. */
    FolderStore(Path root) throws IOException {
        this.root = root;
        this.incoming = root.resolve(INCOMING);
        Files.createDirectories(incoming);
        Instant old = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(incoming)) {
            for (Path half : halves) {
                if (Files.getLastModifiedTime(half).compareTo(FileTime.from(old)) < 0) {
                    Files.deleteIfExists(half);
                }
            }
        }
    }

    @Override
    public void put(String name, Content content) throws IOException {
        Path file = file(name);
        Path half = incoming.resolve(UUID.randomUUID().toString());
        try {
            write(half, content);
            makeFolders(file);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            force(parent(file));
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static void write(Path half, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                half,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            ChecksumOutputStream summed = new ChecksumOutputStream(out);
            content.writeTo(summed);
            summed.finish();
            out.flush();
            channel.force(true);
        }
    }

    /** Creates the folders of an object; each is forced to disk in its parent. */
    private void makeFolders(Path file) throws IOException {
        Path folder = parent(file);
        List<Path> missing = new ArrayList<>();
        while (!Files.isDirectory(folder)) {
            missing.add(folder);
            folder = parent(folder);
        }
        for (Path made : missing.reversed()) {
            Files.createDirectories(made);
            force(parent(made));
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException(file + " has no folder");
        }
        return parent;
    }

    @Override
    public InputStream get(String name) throws IOException {
        try {
            return new ChecksumInputStream(name, Files.newInputStream(file(name)));
        } catch (NoSuchFileException e) {
            throw new MissingObjectException(url(), name);
        }
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        String begin = ObjectName.checkedPrefix(prefix);
        List<StoredObject> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = root.relativize(directory) + "/";
                boolean within = directory.equals(root) || name.startsWith(begin) || begin.startsWith(name);
                return within && !directory.equals(incoming) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file).toString();
                if (name.startsWith(begin) && ObjectName.is(name)) {
                    found.add(new StoredObject(
                            name, Math.max(0, attributes.size() - ChecksumOutputStream.TRAILER_BYTES)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException && !file.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }
        });
        found.sort(Comparator.comparing(StoredObject::name));
        return found;
    }

    @Override
    public long size(String name) throws IOException {
        try {
            return Math.max(0, Files.size(file(name)) - ChecksumOutputStream.TRAILER_BYTES);
        } catch (NoSuchFileException e) {
            throw new MissingObjectException(url(), name);
        }
    }

    /** @throws IOException if the folder itself is gone, which says nothing about the object */
    @Override
    public boolean exists(String name) throws IOException {
        if (Files.isRegularFile(file(name))) {
            return true;
        }
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
        return false;
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = file(name);
        if (Files.deleteIfExists(file)) {
            force(parent(file));
        }
    }

    private Path file(String name) {
        return root.resolve(ObjectName.checked(name));
    }

    @Override
    public String url() {
        return root.toUri().toString().replaceFirst("^file:///", "file:/").replaceFirst("/$", "");
    }

    @Override
    public void close() {}
}

package com.flowex.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Packing of folders into one compressed stream, with owners and permissions; holes of sparse files stay holes. */
final class TarArchives {

    private static final int BLOCK = 1 << 16;
    private static final byte[] ZEROS = new byte[BLOCK];
    private static final int DIRECTORY = 0_040_000;
    private static final int FILE = 0_100_000;

    /** In the order of the bits of a mode, the highest first. */
    private static final List<PosixFilePermission> RIGHTS = List.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private TarArchives() {}

    static TarArchiveOutputStream to(OutputStream out) throws IOException {
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(Deflater.BEST_SPEED);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out, fast));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    static TarArchiveInputStream from(InputStream in) throws IOException {
        return new TarArchiveInputStream(new GzipCompressorInputStream(in));
    }

    /** Packs files and folders of a folder, by their names in it. */
    static void pack(Path folder, List<Path> what, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = to(out);
        for (Path root : what) {
            add(folder, root, tar);
        }
        tar.close();
    }

    /** Adds a file, or a folder with its contents. */
    static void add(Path folder, Path root, TarArchiveOutputStream tar) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                entry(folder, file, tar);
            }
        }
    }

    private static void entry(Path folder, Path file, TarArchiveOutputStream tar) throws IOException {
        boolean isDirectory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        if (!isDirectory && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is neither a file nor a folder");
        }
        TarArchiveEntry entry = new TarArchiveEntry(folder.relativize(file) + (isDirectory ? "/" : ""));
        int mode = 0;
        for (PosixFilePermission right : Files.getPosixFilePermissions(file)) {
            mode |= bit(right);
        }
        entry.setMode(mode | (isDirectory ? DIRECTORY : FILE));
        entry.setUserId((int) Files.getAttribute(file, "unix:uid"));
        entry.setGroupId((int) Files.getAttribute(file, "unix:gid"));
        entry.setModTime(Files.getLastModifiedTime(file));
        entry.setSize(isDirectory ? 0 : Files.size(file));
        tar.putArchiveEntry(entry);
        if (!isDirectory) {
            Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
    }

    private static int bit(PosixFilePermission right) {
        return 1 << (RIGHTS.size() - 1 - RIGHTS.indexOf(right));
    }

    /** Unpacks into a folder that has none of the files yet. */
    static void unpack(InputStream in, Path folder) throws IOException {
        TarArchiveInputStream tar = from(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder) || !(entry.isDirectory() || entry.isFile())) {
                throw new IOException("no file of a backup: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                Files.createDirectories(file.getParent());
                write(tar, entry.getSize(), file);
            }
            own(file, entry);
        }
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Replaces a file. */
    static void replace(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        Files.deleteIfExists(file);
        write(tar, entry.getSize(), file);
        own(file, entry);
    }

    private static void own(Path file, TarArchiveEntry entry) throws IOException {
        if (IS_ROOT) {
            Files.setAttribute(file, "unix:uid", (int) entry.getLongUserId());
            Files.setAttribute(file, "unix:gid", (int) entry.getLongGroupId());
        }
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission right : RIGHTS) {
            if ((entry.getMode() & bit(right)) != 0) {
                rights.add(right);
            }
        }
        Files.setPosixFilePermissions(file, rights);
    }

    /** Writes a file without its blocks of zeros, since files of a log consist mostly of holes. */
    private static void write(InputStream in, long bytes, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] block = new byte[BLOCK];
            long at = 0;
            while (at < bytes) {
                int length = in.readNBytes(block, 0, (int) Math.min(BLOCK, bytes - at));
                if (length == 0) {
                    throw new IOException(file + " is cut in the backup");
                }
                boolean isHole = Arrays.equals(block, 0, length, ZEROS, 0, length) && at + length < bytes;
                if (!isHole) {
                    ByteBuffer rest = ByteBuffer.wrap(block, 0, length);
                    while (rest.hasRemaining()) {
                        channel.write(rest, at + rest.position());
                    }
                }
                at += length;
            }
            channel.force(true);
        }
    }
}

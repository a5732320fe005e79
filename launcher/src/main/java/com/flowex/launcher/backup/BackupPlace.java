package com.flowex.launcher.backup;

import com.flowex.ground.settings.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a data directory knows of its backups, held by one process at a time: the whole one that its log goes on from, and the
 * folder in which a copy is made before it is put into the store.
 */
final class BackupPlace implements AutoCloseable {

    static final String LOCK = "backup.lock";
    static final String STATE = "backup.state";
    private static final String STAGE = "backup.stage";

    /** Of the words in the file of the state; an earlier version did not write it. */
    private static final int DATABASE = 5;

    private final Path data;
    private final FileChannel channel;

    private BackupPlace(Path data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    /**
     * The newest whole backup, and how far its log was put behind it.
     *
     * @param url of the store it is in
     * @param takenMillis of the whole one, milliseconds since 1970
     * @param before what the log has before that position, by which it is known again
     * @param database where the database's own log goes on ({@link com.flowex.ground.database.DatabaseGrowth}); empty if nobody follows it
     */
    record State(String url, String id, long takenMillis, long position, String before, String database) {}

    /**
     * Takes it.
     *
     * @throws StartupException if another backup is under way
     */
    static BackupPlace take(Path data) throws IOException {
        return tryTake(data)
                .orElseThrow(() ->
                        new StartupException("another backup of " + data + " is under way: ask again when it is over"));
    }

    /** Takes it, unless another backup is under way. */
    static Optional<BackupPlace> tryTake(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new StartupException("there is no data directory " + data + " (FLOWEX_DATA_DIR)");
        }
        FileChannel channel = FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new BackupPlace(data, channel));
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    /** None if there is none, or what there is cannot be read: then a whole one is taken. */
    Optional<State> state() throws IOException {
        return state(data);
    }

    static Optional<State> state(Path data) throws IOException {
        Path file = data.resolve(STATE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        try {
            String database = words.length > DATABASE ? words[DATABASE] : "";
            return Optional.of(new State(
                    words[4], words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3], database));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** When anything was put into a store last, milliseconds since 1970; none if nothing was, or it cannot be told. */
    static OptionalLong lastMillis(Path data) {
        try {
            return OptionalLong.of(
                    Files.getLastModifiedTime(data.resolve(STATE)).toMillis());
        } catch (IOException none) {
            return OptionalLong.empty();
        }
    }

    void keep(State state) throws IOException {
        Path draft = data.resolve(STATE + ".new");
        Files.writeString(
                draft,
                String.join(
                        " ",
                        state.id(),
                        Long.toString(state.takenMillis()),
                        Long.toString(state.position()),
                        state.before(),
                        state.url(),
                        state.database() + "\n"));
        Files.move(draft, data.resolve(STATE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** An empty folder; what an earlier backup left is removed. */
    Path stage() throws IOException {
        clear();
        return Files.createDirectory(data.resolve(STAGE));
    }

    void clear() throws IOException {
        FileUtils.deleteDirectory(data.resolve(STAGE).toFile());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
